package live.griot.command.attendance;

import java.time.Instant;
import java.util.List;
import live.griot.api.id.AttendanceId;

/** Ends attendances that have begun: of one person, who left or was put out. */
public record EndAttendances(List<AttendanceId> attendances, Instant at) {
    public EndAttendances {
        attendances = List.copyOf(attendances);
    }
}
