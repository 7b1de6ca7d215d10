package live.griot.app.border;

import static live.griot.api.refusal.RefusalCode.FORBIDDEN;
import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;
import static live.griot.api.refusal.RefusalCode.METHOD_NOT_ALLOWED;
import static live.griot.api.refusal.RefusalCode.UPGRADE_REQUIRED;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import live.griot.app.problem.ProblemWriter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in no {@code Origin} that is none (RFC 6454, section 7.1), wherever it is sent to: what compares origins takes them for well formed. At the addresses of
 * sockets it lets in only who asks for one (RFC 6455, section 4.2.1).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class SocketAddresses extends OncePerRequestFilter {
    private static final Set<String> SOCKETS = Set.of("/ws", "/api/edge/signal");
    private static final Pattern ORIGIN = Pattern.compile(
            "null|[a-zA-Z][a-zA-Z0-9+.-]{0,30}://([a-zA-Z0-9._~-]{1,255}|\\[[0-9a-fA-F:.]{2,45}])(:[0-9]{1,5})?");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");
    private static final String VERSION = "13";

    private final ProblemWriter problems;

    SocketAddresses(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> origins = Collections.list(request.getHeaders(HttpHeaders.ORIGIN));
        if (origins.size() > 1 || origins.stream().anyMatch(origin -> !isOne(origin))) {
            problems.write(response, FORBIDDEN, "This is no origin");
        } else if (!SOCKETS.contains(request.getServletPath()) || asksForASocket(request, response)) {
            chain.doFilter(request, response);
        }
    }

    private static boolean isOne(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            return false;
        }
        int port = origin.lastIndexOf(':');
        return port <= origin.lastIndexOf(']')
                || !Character.isDigit(origin.charAt(origin.length() - 1))
                || origin.charAt(port + 1) == '/'
                || Integer.parseInt(origin.substring(port + 1)) <= 0xFFFF;
    }

    private boolean asksForASocket(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            response.setHeader(HttpHeaders.ALLOW, "GET");
            problems.write(response, METHOD_NOT_ALLOWED, "A WebSocket is asked for with GET");
        } else if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
                || !VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
            response.setHeader(HttpHeaders.UPGRADE, "websocket");
            response.setHeader(HttpHeaders.CONNECTION, "Upgrade");
            response.setHeader("Sec-WebSocket-Version", VERSION);
            problems.write(response, UPGRADE_REQUIRED, "This address answers only as a WebSocket of version 13");
        } else if (!hasKey(request)) {
            problems.write(response, MALFORMED_REQUEST, "Sec-WebSocket-Key must be 16 bytes in Base64");
        } else {
            return true;
        }
        return false;
    }

    private static boolean hasKey(HttpServletRequest request) {
        String key = request.getHeader("Sec-WebSocket-Key");
        return key != null && KEY.matcher(key.strip()).matches();
    }
}
