package live.griot.app.messaging;

/** Tells whether what the calling thread sends must be stored in a transaction of its own. Thread-safe. */
public interface OwnTransaction {
    /** Returns whether it must. */
    boolean isNeeded();
}
