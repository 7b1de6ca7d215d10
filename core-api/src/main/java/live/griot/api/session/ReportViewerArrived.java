package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The edge reports that a viewer plays a session. {@code user} is null for someone without an account. */
public record ReportViewerArrived(
        @TargetAggregateIdentifier AttendanceId attendanceId,
        SessionId sessionId,
        @Nullable UserId user,
        Instant at) {}
