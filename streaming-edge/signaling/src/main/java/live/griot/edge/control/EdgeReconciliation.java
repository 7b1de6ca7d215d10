package live.griot.edge.control;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import live.griot.api.edge.SessionHomes;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.session.ReportMediaLost;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.Sessions;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.signaling.Goodbye;
import live.griot.edge.signaling.PeerRole;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sets right what a program could not report when it stopped: media that flowed then flows no more, viewers who watched have gone, and a
 * session that was ending has nobody left. Does so once this program runs, for the sessions that no other node has, and later for those
 * of nodes that are gone.
 */
@Component
class EdgeReconciliation implements SessionHomes.Listener {
    private final Sessions sessions;
    private final SessionHomes homes;
    private final MediaEdge edge;
    private final Viewers viewers;
    private final Attendees attendees;
    private final ResourceConnections resources;
    private final EdgeRooms rooms;
    private final SessionEndings endings;
    private final EdgeReporter reporter;
    private final Clock clock;

    EdgeReconciliation(
            Sessions sessions,
            SessionHomes homes,
            MediaEdge edge,
            Viewers viewers,
            Attendees attendees,
            ResourceConnections resources,
            EdgeRooms rooms,
            SessionEndings endings,
            EdgeReporter reporter,
            Clock clock) {
        this.sessions = sessions;
        this.homes = homes;
        this.edge = edge;
        this.viewers = viewers;
        this.attendees = attendees;
        this.resources = resources;
        this.rooms = rooms;
        this.endings = endings;
        this.reporter = reporter;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void reconcile() {
        List<SessionId> running =
                sessions.running().stream().map(SessionFacts::id).toList();
        inherited(homes.takeThoseOfNobody(running));
    }

    @Override
    public void inherited(List<SessionId> inherited) {
        inherited.forEach(id -> {
            sessions.find(id).ifPresent(this::reconcile);
            if (edge.publications(id.value()).isEmpty()) {
                homes.giveUp(id);
            }
        });
    }

    @Override
    public Collection<SessionId> served() {
        Set<SessionId> served = new HashSet<>(resources.sessions());
        rooms.forEach((session, room) -> served.add(session));
        return served;
    }

    @Override
    public Collection<SessionId> held() {
        Set<SessionId> held = new HashSet<>(resources.sessions(PeerRole.PUBLISHER));
        held.addAll(attendees.sessionsOfThoseOnStage());
        return held;
    }

    @Override
    public void elsewhere(SessionId session) {
        resources.letGo(PeerRole.VIEWER, ticket -> ticket.session().equals(session));
        resources.letGo(PeerRole.PUBLISHER, ticket -> ticket.session().equals(session));
        attendees.letGo(ticket -> ticket.session().equals(session), Goodbye.ELSEWHERE);
        rooms.close(session);
    }

    private void reconcile(SessionFacts session) {
        if (session.state() == SessionState.ENDING) {
            endings.end(session.id());
        } else if (!edge.hasMedia(session.id().value(), session.host().value())) {
            reporter.tell(session.id(), new ReportMediaLost(session.id(), clock.instant()));
        }
        for (AttendanceId attendance : sessions.watching(session.id())) {
            if (!viewers.isWatching(attendance)) {
                reporter.tell(attendance, new ReportViewerLeft(attendance, clock.instant()));
            }
        }
    }
}
