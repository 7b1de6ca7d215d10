package live.griot.app.calllog;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import live.griot.api.identity.SignedInCaller;
import live.griot.api.log.LogKeys;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Behind the security chain, which knows it: names who calls for all that is logged from there on. {@link CallLogFilter} takes it away. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class CallerLogFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller instanceof SignedInCaller) {
            MDC.put(LogKeys.PERSON, caller.getName());
        }
        chain.doFilter(request, response);
    }
}
