package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Somebody with an account joined to watch; their player has not connected yet. */
public record JoinAsViewer(
        @TargetAggregateIdentifier AttendanceId attendanceId, SessionId sessionId, UserId user, Instant at) {}
