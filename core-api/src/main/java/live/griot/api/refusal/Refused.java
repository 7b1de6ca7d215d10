package live.griot.api.refusal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A rule said no. Travels unchanged from an aggregate to the problem details of the answer; a refused command stores nothing.
 * It is a value more than a surprise, so it carries no stack trace.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final String detail;
    private final @Nullable Duration retryAfter;
    private final @Nullable FieldError fieldError;

    /** Refuses with a code and a sentence that a person understands. */
    public Refused(RefusalCode code, String detail) {
        this(code, detail, null);
    }

    /** Refuses for a while: the same request may be allowed after {@code retryAfter}. */
    public Refused(RefusalCode code, String detail, @Nullable Duration retryAfter) {
        this(code, detail, retryAfter, null);
    }

    private Refused(RefusalCode code, String detail, @Nullable Duration retryAfter, @Nullable FieldError fieldError) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
        this.fieldError = fieldError;
    }

    /** One field of a request that is not valid, and what it must be: a sentence that begins with the field's name. */
    public record FieldError(String field, String message) {}

    /** Refuses with VALIDATION_FAILED for what one field of the request says. */
    public static Refused invalid(String field, String message) {
        return new Refused(
                RefusalCode.VALIDATION_FAILED, "%s %s".formatted(field, message), null, new FieldError(field, message));
    }

    /** Returns the sentence that a person understands. */
    public String detail() {
        return detail;
    }

    /** Returns the stable machine code. */
    public RefusalCode code() {
        return code;
    }

    /** Returns what field of the request is not valid, or null where it is none. */
    public @Nullable FieldError fieldError() {
        return fieldError;
    }

    /** Returns how long to wait before trying again, or null where waiting does not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
