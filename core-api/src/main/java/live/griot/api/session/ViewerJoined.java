package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;

/** Somebody with an account joined to watch. */
@EventName("attendance.viewer-joined")
@Revision("1")
public record ViewerJoined(AttendanceId attendanceId, SessionId sessionId, UserId user, Instant at)
        implements SessionEvent {}
