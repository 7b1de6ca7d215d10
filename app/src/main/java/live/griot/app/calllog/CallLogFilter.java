package live.griot.app.calllog;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.api.log.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * First of all filters: names the call for all that is logged while it is carried out, and for its client. Where {@code griot.log.calls} says so it
 * is told in a line, by its address's pattern and not by the address, which may hold what opens a door.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(CallLogProperties.class)
class CallLogFilter extends OncePerRequestFilter {
    private static final Logger CALLS = LoggerFactory.getLogger(CallLogFilter.class);
    private static final Pattern SESSION = Pattern.compile("/api/sessions/([0-9A-Z_-]{1,64})(?:/.*)?");
    private static final String NO_PATTERN = "(none)";

    private final boolean logged;

    CallLogFilter(CallLogProperties properties) {
        this.logged = properties.calls();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long began = System.nanoTime();
        RequestId id = RequestId.of(request.getHeader(RequestId.HEADER), request.getHeader(RequestId.TRACE_HEADER));
        MDC.put(LogKeys.REQUEST, id.value());
        Matcher ofSession = SESSION.matcher(request.getRequestURI());
        if (ofSession.matches()) {
            MDC.put(LogKeys.SESSION, ofSession.group(1));
        }
        response.setHeader(RequestId.HEADER, id.value());
        try {
            chain.doFilter(request, response);
        } finally {
            if (!response.isCommitted()) {
                response.setHeader(RequestId.HEADER, id.value()); // Who answers a failure begins the answer anew.
            }
            if (logged) {
                log(request, response.getStatus(), System.nanoTime() - began);
            }
            MDC.remove(LogKeys.REQUEST);
            MDC.remove(LogKeys.SESSION);
            MDC.remove(LogKeys.PERSON);
        }
    }

    private static void log(HttpServletRequest request, int status, long tookNanos) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        CALLS.info(
                "{} {} was answered {} after {} ms",
                request.getMethod(),
                pattern == null ? NO_PATTERN : pattern,
                status,
                TimeUnit.NANOSECONDS.toMillis(tookNanos));
    }
}
