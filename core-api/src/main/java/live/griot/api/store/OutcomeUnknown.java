package live.griot.api.store;

/** The store was lost while it wrote: what was to be written may be there or not. */
public final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The store was lost by that. */
    public OutcomeUnknown(Throwable cause) {
        super("The store was lost while it wrote", cause);
    }
}
