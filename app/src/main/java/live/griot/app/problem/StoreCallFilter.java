package live.griot.app.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import live.griot.api.refusal.Refused;
import live.griot.api.store.StoreCall;
import live.griot.api.store.StoreFailure;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Before all filters but the one that names the call: each request is one call, and where a filter fails because of the store alone the client is told so. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class StoreCallFilter extends OncePerRequestFilter {
    private final ProblemWriter problems;

    StoreCallFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            StoreCall.carryOut(() -> {
                filter(request, response, chain);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException("No filter chain throws this", impossible);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            Optional<Refused> no = StoreFailure.refusal(failure);
            if (no.isEmpty() || response.isCommitted()) {
                throw failure;
            }
            response.reset();
            problems.write(response, no.get());
        }
    }
}
