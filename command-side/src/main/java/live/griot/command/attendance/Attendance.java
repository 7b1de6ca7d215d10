package live.griot.command.attendance;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.session.AttendanceEnded;
import live.griot.api.session.EndAttendance;
import live.griot.api.session.ExpireJoin;
import live.griot.api.session.JoinAsViewer;
import live.griot.api.session.ReportViewerArrived;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.session.ViewerArrived;
import live.griot.api.session.ViewerJoined;
import live.griot.api.session.ViewerLeft;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One ticket's viewing of one session: joined, came, went, came back. An aggregate of its own so that a thousand joins do not
 * touch the session's stream.
 */
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon calls the handlers and sets the fields by replaying events.
public class Attendance {
    @AggregateIdentifier
    private AttendanceId id;

    private SessionId session;

    /** Whether the viewer has joined, or watches. */
    private boolean in;

    /** Whether the viewer said goodbye or was put out. */
    private boolean ended;

    /** Since when the viewer watches; null while they do not. */
    private @Nullable Instant watchingSince;

    /** For Axon, which fills it by replaying events. */
    protected Attendance() {}

    @CommandHandler
    Attendance(JoinAsViewer command) {
        apply(new ViewerJoined(command.attendanceId(), command.sessionId(), command.user(), command.at()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void arrived(ReportViewerArrived fact) {
        if (watchingSince == null && !ended) {
            apply(new ViewerArrived(fact.attendanceId(), fact.sessionId(), fact.user(), fact.at()));
        }
    }

    @CommandHandler
    void left(ReportViewerLeft fact) {
        if (in) {
            apply(new ViewerLeft(id, session, watchedUntil(fact.at()), fact.at()));
        }
    }

    /** Ends also what never began: the ticket is good for nothing any more. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void end(EndAttendance command) {
        if (in) {
            apply(new ViewerLeft(id, session, watchedUntil(command.at()), command.at()));
        }
        if (!ended) {
            apply(new AttendanceEnded(command.attendanceId(), command.sessionId(), command.at()));
        }
    }

    @CommandHandler
    void joinIsOver(ExpireJoin command) {
        if (in && watchingSince == null) {
            apply(new ViewerLeft(id, session, Duration.ZERO, command.at()));
        }
    }

    private Duration watchedUntil(Instant at) {
        if (watchingSince == null || at.isBefore(watchingSince)) {
            return Duration.ZERO;
        }
        return Duration.between(watchingSince, at);
    }

    @EventSourcingHandler
    void on(ViewerJoined event) {
        id = event.attendanceId();
        session = event.sessionId();
        in = true;
    }

    @EventSourcingHandler
    void on(ViewerArrived event) {
        id = event.attendanceId();
        session = event.sessionId();
        in = true;
        watchingSince = event.at();
    }

    @EventSourcingHandler
    void on(AttendanceEnded event) {
        id = event.attendanceId();
        session = event.sessionId();
        ended = true;
    }

    @EventSourcingHandler
    void on(ViewerLeft event) {
        in = false;
        watchingSince = null;
    }
}
