package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;

/** Something that happened to one live session. Events are for ever and carry ids and facts, never names. */
public interface SessionEvent {
    /** Returns the session it happened to. */
    SessionId sessionId();

    /** Returns when it happened. */
    Instant at();
}
