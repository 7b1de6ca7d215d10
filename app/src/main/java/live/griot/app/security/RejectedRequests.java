package live.griot.app.security;

import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;
import static live.griot.api.refusal.RefusalCode.METHOD_NOT_ALLOWED;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import live.griot.app.problem.ProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Answers what Spring Security's firewall does not let in with problem details. */
@Component
class RejectedRequests implements RequestRejectedHandler {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final ProblemWriter problems;

    RejectedRequests(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException why)
            throws IOException {
        if (METHODS.contains(request.getMethod())) {
            problems.write(response, MALFORMED_REQUEST, "The address or a header has characters that may not be there");
        } else {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
            problems.write(response, METHOD_NOT_ALLOWED, "Nothing here answers that method");
        }
    }
}
