package live.griot.app.security;

import static live.griot.api.refusal.RefusalCode.FORBIDDEN;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import live.griot.app.problem.ProblemWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Asks where a page is from that makes a call which a cookie authorises. The cookies are SameSite=Strict, but a site is more than an origin: a page
 * of another port or a sibling host is of the same site. Browsers say {@code Origin} with every POST, and other programs have no cookies
 * of somebody else's.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class CookieCalls extends OncePerRequestFilter {
    private static final String CALLS = "/api/auth/";
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final ProblemWriter problems;

    CookieCalls(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith(CALLS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        boolean own = request.getHeader(HttpHeaders.ORIGIN) == null
                ? site == null || OWN.contains(site)
                : WebUtils.isSameOrigin(new ServletServerHttpRequest(request));
        if (own) {
            chain.doFilter(request, response);
        } else {
            problems.write(response, FORBIDDEN, "Only pages of this server may do this");
        }
    }
}
