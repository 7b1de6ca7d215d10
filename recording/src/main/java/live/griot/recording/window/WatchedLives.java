package live.griot.recording.window;

import java.util.Optional;
import java.util.Set;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionFacts;

/** The port that knows of lives what those need who prepare them for players. Thread-safe. */
interface WatchedLives {
    /** Returns a session, whatever became of it. */
    Optional<SessionFacts> find(SessionId session);

    /** Returns whether a session is live, and on this node. */
    boolean isOn(SessionId session);

    /** Returns who is on its stage: whoever watches sees and hears them. */
    Set<UserId> onStage(SessionId session);
}
