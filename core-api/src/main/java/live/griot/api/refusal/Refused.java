package live.griot.api.refusal;

/**
 * A rule said no. Travels unchanged from an aggregate to the problem details of the answer; a refused command stores nothing.
 * It is a value more than a surprise, so it carries no stack trace.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;

    /** Refuses with a code and a sentence that a person understands. */
    public Refused(RefusalCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    /** Returns the stable machine code. */
    public RefusalCode code() {
        return code;
    }
}
