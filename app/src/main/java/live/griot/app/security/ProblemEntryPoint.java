package live.griot.app.security;

import static live.griot.api.refusal.RefusalCode.FORBIDDEN;
import static live.griot.api.refusal.RefusalCode.UNAUTHENTICATED;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import live.griot.app.problem.ProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Answers who has no or bad credentials, or may not call, with problem details. */
@Component
class ProblemEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ProblemWriter problems;

    ProblemEntryPoint(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        problems.write(response, UNAUTHENTICATED, "This call needs a valid access token");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        problems.write(response, FORBIDDEN, "You may not do this");
    }
}
