package live.griot.app.problem;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.springframework.http.HttpStatus;
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

    /** Returns the code of what was refused with a status alone; a status that none stands for is a malformed request. */
    public static RefusalCode codeOf(int status) {
        return switch (status) {
            case 401 -> RefusalCode.UNAUTHENTICATED;
            case 403 -> RefusalCode.FORBIDDEN;
            case 404 -> RefusalCode.NOT_FOUND;
            case 405 -> RefusalCode.METHOD_NOT_ALLOWED;
            case 406 -> RefusalCode.NOT_ACCEPTABLE;
            case 408 -> RefusalCode.REQUEST_TIMEOUT;
            case 409 -> RefusalCode.CONFLICT;
            case 412 -> RefusalCode.PRECONDITION_FAILED;
            case 413 -> RefusalCode.TOO_LARGE;
            case 415 -> RefusalCode.UNSUPPORTED_MEDIA_TYPE;
            case 417 -> RefusalCode.EXPECTATION_FAILED;
            case 426 -> RefusalCode.UPGRADE_REQUIRED;
            case 428 -> RefusalCode.PRECONDITION_REQUIRED;
            case 429 -> RefusalCode.RATE_LIMITED;
            case 501 -> RefusalCode.NOT_IMPLEMENTED;
            case 503 -> RefusalCode.EDGE_NOT_READY;
            case 505 -> RefusalCode.HTTP_VERSION_NOT_SUPPORTED;
            default -> RefusalCode.MALFORMED_REQUEST;
        };
    }

    /** Returns the stable code that a problem carries. */
    static String codeOf(ProblemDetail problem) {
        return String.valueOf(Objects.requireNonNull(problem.getProperties()).get("code"));
    }

    /** Returns the problem of what nobody foresaw: as little as can be told. */
    public static ProblemDetail unforeseen() {
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
        problem.setDetail("Something went wrong here; it was not your request");
        problem.setProperty("code", "INTERNAL_ERROR");
        return problem;
    }

    /** In whole seconds (RFC 9110, section 10.2.3), rounded up: who comes back then is not refused again. */
    static String retryAfter(Duration wait) {
        return Long.toString(Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds()));
    }
}
