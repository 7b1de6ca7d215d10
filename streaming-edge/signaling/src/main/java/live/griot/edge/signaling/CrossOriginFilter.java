package live.griot.edge.signaling;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of any origin publish and play: the only credential is a bearer that a page must hold itself, so no other origin gains
 * anything by calling, and no cookie is allowed. Stands before everything that may refuse, so that a page can read every refusal, and
 * tells with every answer what the address takes (RFC 9725, section 4.2). Thread-safe.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class CrossOriginFilter extends OncePerRequestFilter {
    static final String ON_ENDPOINT = "POST, GET, HEAD, OPTIONS";
    private static final String ON_RESOURCE = "PATCH, DELETE, GET, HEAD, OPTIONS";
    /** What a page may read; the rest of what is told here is for it, too. */
    private static final String EXPOSED =
            "Location, ETag, Link, Accept-Post, Accept-Patch, Retry-After, WWW-Authenticate";
    /** A wildcard does not stand for Authorization (Fetch, section 3.3.6). */
    private static final String REQUEST_HEADERS = "Authorization, Content-Type, If-Match, Link, *";

    private static final String PREFLIGHT_GOOD_FOR_SECONDS = "7200";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return methods(request) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String methods = methods(request);
        if (ON_RESOURCE.equals(methods)) {
            response.setHeader(HttpHeaders.ACCEPT_PATCH, SdpExchange.SDP_FRAGMENT);
        } else {
            response.setHeader("Accept-Post", SdpExchange.SDP);
        }
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        if (CorsUtils.isPreFlightRequest(request)) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_GOOD_FOR_SECONDS);
            response.setStatus(HttpServletResponse.SC_OK);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Returns what may be done at the address asked, null where it is none of WHIP's and WHEP's. */
    private static @Nullable String methods(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.equals(WhipController.PATH) || path.equals(WhepController.PATH)) {
            return ON_ENDPOINT;
        }
        return path.startsWith(WhipController.PATH + "/") || path.startsWith(WhepController.PATH + "/")
                ? ON_RESOURCE
                : null;
    }
}
