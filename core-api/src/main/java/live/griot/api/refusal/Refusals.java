package live.griot.api.refusal;

/** The port through which who tells a client that something is refused says so to operators, too. Thread-safe. */
public interface Refusals {
    /** Counts a refusal that a client is told. */
    void told(RefusalCode code);
}
