package live.griot.command.attendance;

import java.time.Instant;
import java.util.List;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;

/** Ends attendances of one person in one session, who left or was put out. */
public record EndAttendances(SessionId session, List<AttendanceId> attendances, Instant at) {
    public EndAttendances {
        attendances = List.copyOf(attendances);
    }
}
