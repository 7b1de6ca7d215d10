package live.griot.app.security;

import static live.griot.api.refusal.RefusalCode.FORBIDDEN;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import live.griot.api.id.SessionId;
import live.griot.api.identity.SignedInCaller;
import live.griot.app.problem.ProblemWriter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a guest's access token speak about the guest's own session and nothing else. */
final class GuestBounds extends OncePerRequestFilter {
    private final ProblemWriter problems;

    GuestBounds(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SessionId only = SecurityContextHolder.getContext().getAuthentication() instanceof SignedInCaller caller
                ? caller.only()
                : null;
        if (only != null && !isAbout(only, request.getServletPath())) {
            problems.write(response, FORBIDDEN, "A guest's access token is good in one session alone");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isAbout(SessionId session, String path) {
        String own = "/api/sessions/" + session;
        return path.equals(own) || path.startsWith(own + "/") || !path.startsWith("/api/");
    }
}
