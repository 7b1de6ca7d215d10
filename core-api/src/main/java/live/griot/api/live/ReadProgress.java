package live.griot.api.live;

/** The port that tells whether what the API reads is as far as an event. Thread-safe. */
public interface ReadProgress {
    /** Returns whether every read model holds all up to a global position of the event store; false while one is being rebuilt. */
    boolean havePassed(long position);

    /**
     * Waits until every read model holds all that is stored now, for five seconds at most; returns whether they do. One that is being
     * rebuilt is not waited for. Not to be called in a transaction.
     */
    boolean awaitCaughtUp();
}
