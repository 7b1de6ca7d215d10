package live.griot.command.attendance;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.session.ReportViewerArrived;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.session.ViewerArrived;
import live.griot.api.session.ViewerLeft;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One ticket's viewing of one session: came, went, came back. An aggregate of its own so that a thousand joins do not touch the
 * session's stream.
 */
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon calls the handlers and sets the fields by replaying events.
public class Attendance {
    @AggregateIdentifier
    private AttendanceId id;

    private SessionId session;

    /** Since when the viewer watches; null while they do not. */
    private @Nullable Instant watchingSince;

    /** For Axon, which fills it by replaying events. */
    protected Attendance() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void arrived(ReportViewerArrived fact) {
        if (watchingSince == null) {
            apply(new ViewerArrived(fact.attendanceId(), fact.sessionId(), fact.user(), fact.at()));
        }
    }

    @CommandHandler
    void left(ReportViewerLeft fact) {
        if (watchingSince != null) {
            Duration watched = Duration.between(watchingSince, fact.at());
            apply(new ViewerLeft(id, session, watched.isNegative() ? Duration.ZERO : watched, fact.at()));
        }
    }

    @EventSourcingHandler
    void on(ViewerArrived event) {
        id = event.attendanceId();
        session = event.sessionId();
        watchingSince = event.at();
    }

    @EventSourcingHandler
    void on(ViewerLeft event) {
        watchingSince = null;
    }
}
