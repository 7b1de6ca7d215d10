package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.AttendanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The edge reports that a viewer plays no longer; repeated reports change nothing. */
public record ReportViewerLeft(@TargetAggregateIdentifier AttendanceId attendanceId, Instant at) {}
