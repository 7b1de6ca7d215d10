package live.griot.command.session;

import java.util.List;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.session.Sessions;
import live.griot.command.attendance.EndAttendances;
import live.griot.command.http.Border;
import org.springframework.stereotype.Component;

/** Notes that somebody watches no longer because they left or were put out; the edge closes their connections. Thread-safe. */
@Component
class ViewerDepartures {
    private final Border border;
    private final Sessions sessions;

    ViewerDepartures(Border border, Sessions sessions) {
        this.border = border;
        this.sessions = sessions;
    }

    /** Ends everything that a person watches of a session. */
    void of(UserId person, SessionId session) {
        List<AttendanceId> open = sessions.openAttendances(session, person);
        if (!open.isEmpty()) {
            border.send(new EndAttendances(open, border.now()));
        }
    }

    /** Ends one attendance; one that never began, or has ended, changes nothing. */
    void end(AttendanceId attendance) {
        try {
            border.send(new ReportViewerLeft(attendance, border.now()));
        } catch (Refused no) {
            if (no.code() != RefusalCode.NOT_FOUND) {
                throw no;
            }
        }
    }
}
