package live.griot.app.problem;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
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

    /** Returns the problem of a refusal. */
    public static ProblemDetail of(Refused no) {
        Refused.FieldError error = no.fieldError();
        return error == null ? of(no.code(), no.detail()) : ofField(error.field(), error.message());
    }

    /** Returns the problem of one field or header that is not valid, with what it must be. */
    public static ProblemDetail ofField(String field, String message) {
        ProblemDetail problem = of(RefusalCode.VALIDATION_FAILED, "%s %s".formatted(field, message));
        problem.setProperty("errors", List.of(new Refused.FieldError(field, message)));
        return problem;
    }

    /** In whole seconds (RFC 9110, section 10.2.3), rounded up: who comes back then is not refused again. */
    static String retryAfter(Duration wait) {
        return Long.toString(Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds()));
    }
}
