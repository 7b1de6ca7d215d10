package live.griot.api;

/** The port that appends events which belong to no aggregate; every node hears them. Thread-safe. */
public interface EventLog {
    /** Appends the event, in the running transaction where there is one. */
    void append(Object event);
}
