package live.griot.edge.control;

import java.time.Clock;
import live.griot.api.id.AttendanceId;
import live.griot.api.session.ReportMediaLost;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.Sessions;
import live.griot.edge.sfu.MediaEdge;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sets right, once the program runs, what it could not report when it stopped: media that flowed then flows no more, viewers who
 * watched have gone, and a session that was ending has nobody left.
 */
@Component
class EdgeReconciliation {
    private final Sessions sessions;
    private final MediaEdge edge;
    private final Viewers viewers;
    private final SessionEndings endings;
    private final EdgeReporter reporter;
    private final Clock clock;

    EdgeReconciliation(
            Sessions sessions,
            MediaEdge edge,
            Viewers viewers,
            SessionEndings endings,
            EdgeReporter reporter,
            Clock clock) {
        this.sessions = sessions;
        this.edge = edge;
        this.viewers = viewers;
        this.endings = endings;
        this.reporter = reporter;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void reconcile() {
        sessions.running().forEach(this::reconcile);
        for (AttendanceId attendance : sessions.watching()) {
            if (!viewers.isWatching(attendance)) {
                reporter.tell(attendance, new ReportViewerLeft(attendance, clock.instant()));
            }
        }
    }

    private void reconcile(SessionFacts session) {
        if (session.state() == SessionState.ENDING) {
            endings.end(session.id());
        } else if (!edge.hasMedia(session.id().value(), session.host().value())) {
            reporter.tell(session.id(), new ReportMediaLost(session.id(), clock.instant()));
        }
    }
}
