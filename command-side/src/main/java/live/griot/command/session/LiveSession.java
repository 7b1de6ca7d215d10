package live.griot.command.session;

import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;
import static live.griot.api.refusal.RefusalCode.NOT_HOST;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.Set;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.Refused;
import live.griot.api.session.CancelSession;
import live.griot.api.session.CreateSession;
import live.griot.api.session.EndForHostGrace;
import live.griot.api.session.EndForTimeLimit;
import live.griot.api.session.EndReason;
import live.griot.api.session.EndSession;
import live.griot.api.session.HostMediaLost;
import live.griot.api.session.HostMediaReturned;
import live.griot.api.session.ReportMediaArrived;
import live.griot.api.session.ReportMediaLost;
import live.griot.api.session.ReportRouterClosed;
import live.griot.api.session.SessionCancelled;
import live.griot.api.session.SessionCreated;
import live.griot.api.session.SessionEnded;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionStarted;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionWentLive;
import live.griot.api.session.StartSession;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One live session: its lifecycle and who hosts it. {@code PENDING -> STARTING -> LIVE -> ENDING -> ENDED}, and {@code PENDING ->
 * CANCELLED}. Command handlers decide and announce, event-sourcing handlers only assign; time comes in with each command.
 */
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon calls the handlers and sets the fields by replaying events.
public class LiveSession {
    /** The fewest on stage that a session can be made for: the host and one guest. */
    static final int MIN_PARTICIPANTS = 2;
    /** The most on stage that a session can be made for. */
    static final int MAX_PARTICIPANTS = 10;

    @AggregateIdentifier
    private SessionId id;

    private UserId host;
    private SessionState state;

    /** Since when the host's media is awaited; null while it arrives, and before the start and after the end. */
    private @Nullable Instant waitingSince;

    /** For Axon, which fills it by replaying events. */
    protected LiveSession() {}

    @CommandHandler
    LiveSession(CreateSession command) {
        if (command.maxParticipants() < MIN_PARTICIPANTS || command.maxParticipants() > MAX_PARTICIPANTS) {
            throw new Refused(
                    VALIDATION_FAILED, "A stage has %d to %d seats".formatted(MIN_PARTICIPANTS, MAX_PARTICIPANTS));
        }
        apply(new SessionCreated(
                command.sessionId(),
                command.host(),
                command.title(),
                command.description(),
                command.type(),
                command.visibility(),
                command.maxParticipants(),
                command.scheduledFor(),
                command.at()));
    }

    @CommandHandler
    void start(StartSession command) {
        onlyHost(command.by());
        onlyWhile(Set.of(SessionState.PENDING), "started");
        apply(new SessionStarted(id, command.at()));
    }

    @CommandHandler
    void end(EndSession command) {
        onlyHost(command.by());
        onlyWhile(Set.of(SessionState.STARTING, SessionState.LIVE), "ended");
        apply(new SessionEnding(id, EndReason.HOST_ENDED, command.at()));
    }

    @CommandHandler
    void cancel(CancelSession command) {
        onlyHost(command.by());
        onlyWhile(Set.of(SessionState.PENDING), "cancelled");
        apply(new SessionCancelled(id, command.at()));
    }

    @CommandHandler
    void mediaArrived(ReportMediaArrived fact) {
        if (state == SessionState.STARTING) {
            apply(new SessionWentLive(id, fact.at()));
        } else if (state == SessionState.LIVE && waitingSince != null) {
            apply(new HostMediaReturned(id, fact.at()));
        }
    }

    @CommandHandler
    void mediaLost(ReportMediaLost fact) {
        if (state == SessionState.LIVE && waitingSince == null) {
            apply(new HostMediaLost(id, fact.at()));
        }
    }

    @CommandHandler
    void routerClosed(ReportRouterClosed fact) {
        if (state == SessionState.ENDING) {
            apply(new SessionEnded(id, fact.at()));
        }
    }

    @CommandHandler
    void hostGraceIsOver(EndForHostGrace command) {
        if (command.waitingSince().equals(waitingSince)) {
            apply(new SessionEnding(id, EndReason.HOST_GONE, command.at()));
        }
    }

    @CommandHandler
    void timeIsOver(EndForTimeLimit command) {
        if (state == SessionState.STARTING || state == SessionState.LIVE) {
            apply(new SessionEnding(id, EndReason.TIME_LIMIT, command.at()));
        }
    }

    private void onlyHost(UserId person) {
        if (!host.equals(person)) {
            throw new Refused(NOT_HOST, "Only the host may do this");
        }
    }

    private void onlyWhile(Set<SessionState> allowed, String deed) {
        if (!allowed.contains(state)) {
            throw new Refused(INVALID_TRANSITION, "A session that is %s cannot be %s".formatted(state, deed));
        }
    }

    @EventSourcingHandler
    void on(SessionCreated event) {
        id = event.sessionId();
        host = event.host();
        state = SessionState.PENDING;
    }

    @EventSourcingHandler
    void on(SessionStarted event) {
        state = SessionState.STARTING;
        waitingSince = event.at();
    }

    @EventSourcingHandler
    void on(SessionWentLive event) {
        state = SessionState.LIVE;
        waitingSince = null;
    }

    @EventSourcingHandler
    void on(HostMediaLost event) {
        waitingSince = event.at();
    }

    @EventSourcingHandler
    void on(HostMediaReturned event) {
        waitingSince = null;
    }

    @EventSourcingHandler
    void on(SessionEnding event) {
        state = SessionState.ENDING;
        waitingSince = null;
    }

    @EventSourcingHandler
    void on(SessionEnded event) {
        state = SessionState.ENDED;
    }

    @EventSourcingHandler
    void on(SessionCancelled event) {
        state = SessionState.CANCELLED;
    }
}
