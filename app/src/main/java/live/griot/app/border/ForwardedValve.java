package live.griot.app.border;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.parser.Host;

/**
 * Believes what a trusted proxy says of whom it asks for. A proxy that names its port in {@code X-Forwarded-Host} alone, as Caddy does, is
 * believed there too: Tomcat would take the scheme's usual one, and the proxy's own pages would count as another site's. Thread-safe.
 */
final class ForwardedValve extends RemoteIpValve {
    private static final String HOST = "X-Forwarded-Host";
    private static final String PORT = "X-Forwarded-Port";

    ForwardedValve(TrustedProxies proxies) {
        setInternalProxies(proxies.asList());
        setProtocolHeader("X-Forwarded-Proto");
        setHostHeader(HOST);
        setPortHeader(PORT);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
        String host = headers.getHeader(HOST);
        if (host != null && headers.getHeader(PORT) == null) {
            int colon = portIn(host);
            if (colon >= 0) {
                headers.addValue(PORT).setString(host.substring(colon + 1));
            }
        }
        super.invoke(request, response);
    }

    /** Returns where the port begins, or -1 where there is none. */
    private static int portIn(String host) {
        try {
            return Host.parse(host);
        } catch (IllegalArgumentException noHost) {
            return -1;
        }
    }
}
