package live.griot.app.problem;

import java.net.URI;
import live.griot.api.refusal.RefusalCode;
import org.springframework.http.ProblemDetail;

/** Makes problem details (RFC 9457) with the contract's stable {@code code}. */
public final class Problems {
    private Problems() {}

    /** Returns the problem of a code, with a sentence that a person understands. */
    public static ProblemDetail of(RefusalCode code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatus(code.status());
        problem.setType(URI.create("about:blank"));
        problem.setTitle(code.title());
        problem.setDetail(detail);
        problem.setProperty("code", code.name());
        return problem;
    }
}
