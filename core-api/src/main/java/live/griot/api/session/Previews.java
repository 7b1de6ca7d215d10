package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;

/**
 * Where the edge puts small pictures of what is live, one a session, for every node to show. They are passing: no events, and gone when the
 * session is over. Thread-safe.
 */
public interface Previews {
    /** Keeps a JPEG of a session, in place of the one before. */
    void keep(SessionId session, byte[] jpeg, Instant takenAt);

    /** Forgets the picture of a session. */
    void forget(SessionId session);

    /** Forgets pictures that were taken before that time, those of sessions that are not live, and those of hosts who were erased. */
    void sweep(Instant before);
}
