package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A viewer began to watch. {@code user} is null for someone without an account. */
@EventName("attendance.viewer-arrived")
@Revision("1")
public record ViewerArrived(
        AttendanceId attendanceId,
        SessionId sessionId,
        @Nullable UserId user,
        Instant at) implements SessionEvent {}
