package live.griot.app.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import live.griot.api.refusal.RefusalCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem details where no controller was reached: in filters and in the security chain. Thread-safe. */
@Component
public class ProblemWriter {
    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Answers with a problem; the response must not be committed. */
    public void write(HttpServletResponse response, RefusalCode code, String detail) throws IOException {
        response.setStatus(code.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(Problems.of(code, detail)));
    }
}
