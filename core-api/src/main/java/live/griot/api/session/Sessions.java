package live.griot.api.session;

import java.util.List;
import java.util.Optional;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;

/** The port through which other modules read sessions. Thread-safe; answers from the read model. */
public interface Sessions {
    /** Returns one session's facts, or empty when there is no such session. */
    Optional<SessionFacts> find(SessionId id);

    /** Returns one session as clients see it, with the host's name joined in, or empty when there is no such session. */
    Optional<SessionView> view(SessionId id);

    /** Returns the sessions that the edge may hold media for: STARTING, LIVE or ENDING. */
    List<SessionFacts> running();

    /** Returns the attendances that have not ended. */
    List<AttendanceId> openAttendances();
}
