package live.griot.query.socket;

import java.util.Optional;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** Who listens, as the hub sees a client of the live socket. Thread-safe once it has said hello. */
interface Listener {
    /** Returns who it is, or null for somebody without an account. */
    @Nullable
    UserId person();

    /** Returns whether it is that person in a session. */
    boolean isIn(SessionId session, UserId someone);

    /** Returns as whom it listens to a session, or empty where what it has shown is not good there. */
    Optional<Hearer> in(SessionId session);
}
