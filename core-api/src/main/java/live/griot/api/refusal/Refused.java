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

    /** Refuses with a code and a sentence that a person understands. */
    public Refused(RefusalCode code, String detail) {
        this(code, detail, null);
    }

    /** Refuses for a while: the same request may be allowed after {@code retryAfter}. */
    public Refused(RefusalCode code, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /** Returns the sentence that a person understands. */
    public String detail() {
        return detail;
    }

    /** Returns the stable machine code. */
    public RefusalCode code() {
        return code;
    }

    /** Returns how long to wait before trying again, or null where waiting does not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
