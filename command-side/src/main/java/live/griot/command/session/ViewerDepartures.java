package live.griot.command.session;

import java.time.Instant;
import java.util.List;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Tickets;
import live.griot.api.session.EndAttendance;
import live.griot.api.session.Sessions;
import live.griot.command.attendance.EndAttendances;
import live.griot.command.http.Border;
import org.springframework.stereotype.Component;

/**
 * Ends viewings for good because somebody left or was put out: nothing begins with their tickets any more, and the edge closes their
 * connections. Thread-safe.
 */
@Component
class ViewerDepartures {
    private final Border border;
    private final Sessions sessions;
    private final Tickets tickets;

    ViewerDepartures(Border border, Sessions sessions, Tickets tickets) {
        this.border = border;
        this.sessions = sessions;
        this.tickets = tickets;
    }

    /** Ends everything that a person watches of a session, and what they could still begin to. */
    void of(UserId person, SessionId session) {
        Instant now = border.now();
        List<AttendanceId> theirs = sessions.attendances(session, person, now.minus(tickets.lifetime()));
        if (!theirs.isEmpty()) {
            border.send(new EndAttendances(session, theirs, now));
        }
    }

    /** Ends one viewing, be it begun or not. */
    void end(AttendanceId attendance, SessionId session) {
        border.send(new EndAttendance(attendance, session, border.now()));
    }
}
