package live.griot.api.deadline;

import java.time.Instant;

/** The port through which deadlines are set. Thread-safe. */
public interface Deadlines {
    /**
     * Sets a deadline in the running transaction, so that it is there if and only if what it follows from is. One that is set already
     * stays as it is.
     *
     * @param kind what happens when it is due
     * @param name its own name, at most 190 ASCII characters, which says all that the command needs to know
     * @param due when
     */
    void set(Deadline kind, String name, Instant due);
}
