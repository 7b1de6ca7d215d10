package live.griot.app.border;

import java.net.InetAddress;
import java.util.List;
import org.apache.catalina.util.NetMask;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which peers may say for whom they ask, {@code griot.trusted-proxies}: their {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and
 * {@code -Port} are believed, everybody else's are not read.
 *
 * @param trustedProxies addresses and networks ({@code 10.0.0.7}, {@code 10.0.0.0/8}, {@code fd00::/8}); default this machine's loopback
 */
@ConfigurationProperties("griot")
record TrustedProxies(
        @DefaultValue({"127.0.0.0/8", "::1/128"}) List<String> trustedProxies) {
    TrustedProxies {
        trustedProxies = trustedProxies.stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty() && !entry.equals("none"))
                .map(TrustedProxies::network)
                .toList();
    }

    /** Returns whether that peer is one of them. */
    boolean trusts(InetAddress peer) {
        return trustedProxies.stream().anyMatch(network -> mask(network).matches(peer));
    }

    /** Returns the networks as Tomcat reads them, or an empty text where nobody is trusted. */
    String asList() {
        return String.join(",", trustedProxies);
    }

    private static String network(String entry) {
        String whole = entry.indexOf('/') >= 0 ? entry : entry + (entry.indexOf(':') >= 0 ? "/128" : "/32");
        mask(whole);
        return whole;
    }

    private static NetMask mask(String network) {
        try {
            InetAddress.ofLiteral(network.substring(0, network.indexOf('/')));
            return new NetMask(network);
        } catch (IllegalArgumentException notOne) {
            throw new IllegalArgumentException(
                    "griot.trusted-proxies takes addresses and networks such as 10.0.0.0/8, not " + network, notOne);
        }
    }
}
