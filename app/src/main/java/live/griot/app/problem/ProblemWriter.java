package live.griot.app.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.app.metrics.RefusalCounts;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem details where no controller was reached: in filters and in the security chain. Thread-safe. */
@Component
public class ProblemWriter {
    private final JsonMapper json;
    private final RefusalCounts refusals;

    ProblemWriter(JsonMapper json, RefusalCounts refusals) {
        this.json = json;
        this.refusals = refusals;
    }

    /** Answers with a problem; the response must not be committed. */
    public void write(HttpServletResponse response, RefusalCode code, String detail) throws IOException {
        write(response, Problems.of(code, detail));
    }

    /** Answers with a refusal, and with when to try again where that helps; the response must not be committed. */
    public void write(HttpServletResponse response, Refused no) throws IOException {
        Duration wait = no.retryAfter();
        if (wait != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Problems.retryAfter(wait));
        }
        write(response, Problems.of(no.code(), no.detail()));
    }

    /** Answers with a problem; the response must not be committed. */
    public void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        refusals.told(Problems.codeOf(problem));
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
