package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import org.axonframework.serialization.Revision;

/** A viewing is over for good: the viewer said goodbye or was put out, and comes back with another ticket if at all. */
@EventName("attendance.ended")
@Revision("1")
public record AttendanceEnded(AttendanceId attendanceId, SessionId sessionId, Instant at) {}
