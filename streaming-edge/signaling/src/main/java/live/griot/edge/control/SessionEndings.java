package live.griot.edge.control;

import java.time.Clock;
import live.griot.api.edge.SessionHomes;
import live.griot.api.id.SessionId;
import live.griot.api.session.Previews;
import live.griot.api.session.ReportRouterClosed;
import live.griot.api.session.SessionEnded;
import live.griot.api.session.SessionEnding;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.signaling.Goodbye;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Lets everyone go when a session is ending, and reports when that is done. */
@Component
@ProcessingGroup("edge")
class SessionEndings {
    private final MediaEdge edge;
    private final EndedSessions ended;
    private final Attendees attendees;
    private final EdgeRooms rooms;
    private final EdgeReporter reporter;
    private final SessionHomes homes;
    private final Previews previews;
    private final Clock clock;

    SessionEndings(
            MediaEdge edge,
            EndedSessions ended,
            Attendees attendees,
            EdgeRooms rooms,
            EdgeReporter reporter,
            SessionHomes homes,
            Previews previews,
            Clock clock) {
        this.edge = edge;
        this.ended = ended;
        this.attendees = attendees;
        this.rooms = rooms;
        this.reporter = reporter;
        this.homes = homes;
        this.previews = previews;
        this.clock = clock;
    }

    @EventHandler
    void on(SessionEnding event) {
        end(event.sessionId());
    }

    @EventHandler
    void on(SessionEnded event) {
        homes.giveUp(event.sessionId());
    }

    /** Closes the session's router; where there is none, that is reported at once. */
    void end(SessionId session) {
        ended.add(session);
        attendees.letGo(ticket -> ticket.session().equals(session), Goodbye.SESSION_ENDED);
        rooms.close(session);
        previews.forget(session);
        edge.closeRouter(
                session.value(), () -> reporter.tell(session, new ReportRouterClosed(session, clock.instant())));
    }
}
