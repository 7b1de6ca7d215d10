package live.griot.command.session;

import static live.griot.api.refusal.RefusalCode.STAGE_FULL;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Caller;
import live.griot.api.session.CancelSession;
import live.griot.api.session.CreateSession;
import live.griot.api.session.Deed;
import live.griot.api.session.EditSession;
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
import live.griot.api.session.SessionEdited;
import live.griot.api.session.SessionEnded;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionStarted;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionWentLive;
import live.griot.api.session.StartSession;
import live.griot.api.session.Visibility;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * One live session: its lifecycle here, who is what in {@link Cast}, seats and hands in {@link Stage}, links and bans in
 * {@link Admission}, whether it is recorded in {@link SessionRecording}, what admins do in {@link AdminActs}; together, because a full stage, a ban and a change of state are decided in one place. {@code PENDING -> STARTING -> LIVE -> ENDING -> ENDED}, and {@code PENDING ->
 * CANCELLED}. Command handlers decide and announce, event-sourcing handlers only assign; time comes in with each command.
 */
@Revision(SessionSnapshot.REVISION) // Of its snapshots.
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon calls the handlers and sets the fields by replaying events.
public class LiveSession {
    @AggregateIdentifier
    private SessionId id;

    private SessionType type;
    private SessionText title;
    private SessionText description;
    private Visibility visibility;
    private int seats;
    private SessionState state;

    /** Since when the host's media is awaited; null while it arrives, and before the start and after the end. */
    private @Nullable Instant waitingSince;

    @AggregateMember
    private final Cast cast = new Cast();

    @AggregateMember
    private final SessionRecording recording = new SessionRecording(this, cast);

    @AggregateMember
    private final Stage stage = new Stage(this, cast, recording);

    @AggregateMember
    private final Admission admission = new Admission(this, cast, stage, recording);

    @AggregateMember
    private final AdminActs adminActs = new AdminActs(this, cast, stage);

    /** For Axon, which fills it by replaying events. */
    protected LiveSession() {}

    @CommandHandler
    LiveSession(CreateSession command) {
        aStageOf(command.maxParticipants());
        if (command.scheduledFor() != null) {
            SessionLimits.foreseeable("scheduledFor", command.scheduledFor(), command.at());
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
        if (command.recordAs() != null) {
            SessionRecording.plan(command.sessionId(), command.recordAs(), command.host(), command.at());
        }
    }

    @CommandHandler
    void edit(EditSession command) {
        allows(Deed.EDIT, command.by());
        int wantedSeats = command.maxParticipants() == null ? seats : command.maxParticipants();
        aStageOf(wantedSeats);
        if (wantedSeats < cast.seatsTaken()) {
            throw new Refused(STAGE_FULL, "%d people are on stage".formatted(cast.seatsTaken()));
        }
        SessionEdited edited = new SessionEdited(
                id,
                command.by(),
                command.title() == null ? title : command.title(),
                command.description() == null ? description : command.description(),
                command.visibility() == null ? visibility : command.visibility(),
                wantedSeats,
                command.at());
        if (changes(edited)) {
            boolean becomesPrivate = visibility == Visibility.PUBLIC && edited.visibility() == Visibility.PRIVATE;
            apply(edited);
            if (becomesPrivate) {
                recording.becomesPrivate(command.at());
            }
        }
    }

    private boolean changes(SessionEdited edited) {
        return !edited.title().equals(title)
                || !edited.description().equals(description)
                || edited.visibility() != visibility
                || edited.maxParticipants() != seats;
    }

    @CommandHandler
    void start(StartSession command) {
        allows(Deed.START, command.by());
        starts(command.at());
    }

    private void starts(Instant at) {
        apply(new SessionStarted(id, at));
        recording.sessionStarts(at);
    }

    @CommandHandler
    void end(EndSession command) {
        allows(Deed.END, command.by());
        apply(new SessionEnding(id, EndReason.HOST_ENDED, command.at()));
    }

    @CommandHandler
    void cancel(CancelSession command) {
        allows(Deed.CANCEL, command.by());
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

    /** The host who called has started what was accepted; where it runs already nothing is left to do. */
    @CommandHandler
    void begin(BeginCall command) {
        if (state == SessionState.PENDING) {
            starts(command.at());
        }
    }

    @CommandHandler
    void callOff(CallOff command) {
        if (state == SessionState.PENDING) {
            apply(new SessionCancelled(id, command.at()));
        }
    }

    SessionId id() {
        return id;
    }

    SessionType type() {
        return type;
    }

    /** Returns how many may be on stage, the host too. */
    int seats() {
        return seats;
    }

    /** Returns whether the host's media is awaited or there: STARTING or LIVE. */
    boolean isOn() {
        return state == SessionState.STARTING || state == SessionState.LIVE;
    }

    Visibility visibility() {
        return visibility;
    }

    boolean isOver() {
        return state.isOver();
    }

    SessionState state() {
        return state;
    }

    /** Refuses what the table of permissions does not allow to somebody with an account. */
    void allows(Deed deed, UserId by) {
        deed.check(cast.callerOf(by), state);
    }

    /** Refuses whom the table of permissions does not let join, null for somebody without an account. */
    void allowsToJoin(@Nullable UserId person) {
        Deed.JOIN.check(person == null ? Caller.ANONYMOUS : cast.callerOf(person), state);
    }

    /** Lets no link of somebody be good any longer. */
    void revokeLinksOf(UserId maker, UserId by, Instant at) {
        admission.revokeLinksOf(maker, by, at);
    }

    private static void aStageOf(int seats) {
        if (seats < SessionLimits.FEWEST_SEATS || seats > SessionLimits.MOST_SEATS) {
            throw Refused.invalid(
                    "maxParticipants",
                    "must be %d to %d".formatted(SessionLimits.FEWEST_SEATS, SessionLimits.MOST_SEATS));
        }
    }

    /** Returns what it has become, from which it goes on as from all its events. */
    SessionSnapshot snapshot() {
        return new SessionSnapshot(
                id,
                type,
                title,
                description,
                visibility,
                seats,
                state,
                waitingSince,
                cast.host(),
                cast.seatedNow(),
                cast.moderatorsNow(),
                cast.bannedNow(),
                cast.guestsNow(),
                cast.putOutNow(),
                stage.raisedHandsNow(),
                admission.linksNow(),
                admission.admittedNow(),
                adminActs.excludedNow(),
                recording.planNow(),
                recording.runningNow(),
                recording.recordingsNow(),
                recording.answersNow());
    }

    @EventSourcingHandler
    void on(SessionSnapshot snapshot) {
        id = snapshot.id();
        type = snapshot.type();
        title = snapshot.title();
        description = snapshot.description();
        visibility = snapshot.visibility();
        seats = snapshot.seats();
        state = snapshot.state();
        waitingSince = snapshot.waitingSince();
    }

    @EventSourcingHandler
    void on(SessionCreated event) {
        id = event.sessionId();
        type = event.type();
        title = event.title();
        description = event.description();
        visibility = event.visibility();
        seats = event.maxParticipants();
        state = SessionState.PENDING;
    }

    @EventSourcingHandler
    void on(SessionEdited event) {
        title = event.title();
        description = event.description();
        visibility = event.visibility();
        seats = event.maxParticipants();
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
