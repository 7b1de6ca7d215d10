package live.griot.api.recording;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;

/** The port that knows what was recorded of sessions. Thread-safe; answers from the read model. */
public interface SessionRecordings {
    /**
     * Returns the last recording of each of those sessions that can be played by whoever may know of the session; nothing for one of which
     * there is none.
     */
    Map<SessionId, RecordingId> playable(Collection<SessionId> sessions);

    /** Returns which of those sessions are recorded now, or paused. */
    Set<SessionId> recorded(Collection<SessionId> sessions);
}
