package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A viewer says goodbye, or is put out: their ticket is good no longer. Repeated, it changes nothing. */
public record EndAttendance(@TargetAggregateIdentifier AttendanceId attendanceId, SessionId sessionId, Instant at) {}
