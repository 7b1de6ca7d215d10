package live.griot.api.session;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import org.axonframework.serialization.Revision;

/** A viewer watches no longer; they watched for {@code watched}. */
@EventName("attendance.viewer-left")
@Revision("1")
public record ViewerLeft(AttendanceId attendanceId, SessionId sessionId, Duration watched, Instant at)
        implements SessionEvent {}
