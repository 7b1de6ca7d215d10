package live.griot.app.security;

import static live.griot.api.refusal.RefusalCode.NOT_FOUND;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import live.griot.api.id.UserId;
import live.griot.api.identity.Admins;
import live.griot.api.identity.SignedInCaller;
import live.griot.app.problem.ProblemWriter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets admins alone past to what is theirs; for everybody else there is nothing there. */
final class AdminGate extends OncePerRequestFilter {
    private static final String ADMIN = "/api/admin";

    private final Admins admins;
    private final ProblemWriter problems;

    AdminGate(Admins admins, ProblemWriter problems) {
        this.admins = admins;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath();
        if ((path.equals(ADMIN) || path.startsWith(ADMIN + "/")) && !isAdmin()) {
            problems.write(response, NOT_FOUND, "There is nothing here");
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isAdmin() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedInCaller caller
                && caller.only() == null
                && admins.isAdmin(new UserId(caller.getName()));
    }
}
