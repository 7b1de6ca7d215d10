package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.AttendanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The time to begin watching is over: whoever joined and never did has left. */
public record ExpireJoin(@TargetAggregateIdentifier AttendanceId attendanceId, Instant at) {}
