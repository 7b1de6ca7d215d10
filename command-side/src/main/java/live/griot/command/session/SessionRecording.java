package live.griot.command.session;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.recording.AnswerRecording;
import live.griot.api.recording.PauseRecording;
import live.griot.api.recording.RecordingAnswered;
import live.griot.api.recording.RecordingMadePrivate;
import live.griot.api.recording.RecordingPaused;
import live.griot.api.recording.RecordingPlanWithdrawn;
import live.griot.api.recording.RecordingPlanned;
import live.griot.api.recording.RecordingResumed;
import live.griot.api.recording.RecordingStarted;
import live.griot.api.recording.RecordingStopped;
import live.griot.api.recording.ResumeRecording;
import live.griot.api.recording.StartRecording;
import live.griot.api.recording.StopRecording;
import live.griot.api.recording.TakeRecordingAway;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.api.session.SessionCancelled;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionState;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/**
 * Whether one live session is recorded, and who agreed to that. Part of {@link LiveSession}, because going on stage, a second wish and the end
 * of the session are decided with it. One recording runs at a time, and is over when the session is ending.
 */
@SuppressWarnings("unused") // Axon calls the handlers.
final class SessionRecording {
    private final LiveSession live;
    private final Cast cast;

    /** What is to begin when the session starts. */
    private @Nullable Plan plan;

    private @Nullable Running running;
    private int recordings;

    /** What people said, those last who said something last. Who is not on stage may be forgotten. */
    private final Map<UserId, Boolean> answers = new LinkedHashMap<>();

    SessionRecording(LiveSession live, Cast cast) {
        this.live = live;
        this.cast = cast;
    }

    /** A recording that is to begin. */
    record Plan(RecordingId id, boolean stems) {}

    /** A recording that has begun. */
    record Running(RecordingId id, boolean paused) {}

    /** Plans to record the session that is being created, and has no id to ask for yet. */
    static void plan(SessionId session, RecordingId id, UserId host, Instant at) {
        apply(new RecordingPlanned(session, id, false, host, at));
    }

    /** Makes what is recorded private, for the session is now. */
    void becomesPrivate(Instant at) {
        if (running != null) {
            apply(new RecordingMadePrivate(live.id(), running.id(), at));
        }
    }

    /** Begins what is planned, for the session starts. */
    void sessionStarts(Instant at) {
        if (plan != null) {
            begin(plan, at);
        }
    }

    @CommandHandler
    void start(StartRecording command) {
        live.allows(Deed.RECORD, command.by());
        if (running != null || plan != null) {
            throw new Refused(RefusalCode.INVALID_TRANSITION, "The session is being recorded, or will be");
        }
        if (recordings >= SessionLimits.RECORDINGS) {
            throw new Refused(
                    RefusalCode.TOO_MANY, "A session has at most %d recordings".formatted(SessionLimits.RECORDINGS));
        }
        if (live.state() == SessionState.PENDING) {
            apply(new RecordingPlanned(live.id(), command.recordingId(), command.stems(), command.by(), command.at()));
        } else {
            begin(new Plan(command.recordingId(), command.stems()), command.at());
        }
    }

    /** The host who records agrees to it. */
    private void begin(Plan what, Instant at) {
        UserId host = cast.host();
        apply(new RecordingStarted(live.id(), what.id(), host, what.stems(), live.visibility(), at));
        if (!hasAgreed(host)) {
            apply(new RecordingAnswered(live.id(), host, true, at));
        }
    }

    @CommandHandler
    void pause(PauseRecording command) {
        live.allows(Deed.RECORD, command.by());
        Running now = theRunning();
        if (!now.paused()) {
            apply(new RecordingPaused(live.id(), now.id(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void resume(ResumeRecording command) {
        live.allows(Deed.RECORD, command.by());
        Running now = theRunning();
        if (now.paused()) {
            apply(new RecordingResumed(live.id(), now.id(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void stop(StopRecording command) {
        live.allows(Deed.RECORD, command.by());
        if (plan != null) {
            apply(new RecordingPlanWithdrawn(live.id(), plan.id(), command.by(), command.at()));
        } else {
            apply(new RecordingStopped(live.id(), theRunning().id(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void takeAway(TakeRecordingAway command) {
        if (running != null && running.id().equals(command.recordingId())) {
            apply(new RecordingStopped(live.id(), running.id(), command.by(), command.at()));
        }
    }

    private Running theRunning() {
        if (running == null) {
            throw new Refused(RefusalCode.INVALID_TRANSITION, "The session is not being recorded");
        }
        return running;
    }

    @CommandHandler
    void answer(AnswerRecording command) {
        live.allows(Deed.ANSWER_RECORDING, command.user());
        answer(command.user(), command.agrees(), command.at());
    }

    /** Takes down whether somebody agrees to be recorded. */
    void answer(UserId person, boolean agrees, Instant at) {
        if (!Boolean.valueOf(agrees).equals(answers.get(person))) {
            apply(new RecordingAnswered(live.id(), person, agrees, at));
        }
    }

    /** Refuses to bring somebody on stage who has not agreed to be recorded, where that is being done. */
    void requireAgreement(UserId person) {
        if (running != null && !hasAgreed(person)) {
            throw new Refused(
                    RefusalCode.CONSENT_NEEDED,
                    "The session is being recorded; who comes on stage agrees to that first");
        }
    }

    private boolean hasAgreed(UserId person) {
        return Boolean.TRUE.equals(answers.get(person));
    }

    @Nullable
    Plan planNow() {
        return plan;
    }

    @Nullable
    Running runningNow() {
        return running;
    }

    int recordingsNow() {
        return recordings;
    }

    List<SessionSnapshot.Answer> answersNow() {
        return answers.entrySet().stream()
                .map(answer -> new SessionSnapshot.Answer(answer.getKey(), answer.getValue()))
                .toList();
    }

    @EventSourcingHandler
    void on(SessionSnapshot snapshot) {
        plan = snapshot.recordingPlan();
        running = snapshot.recordingRunning();
        recordings = snapshot.recordings();
        snapshot.recordingAnswers().forEach(one -> answers.put(one.user(), one.agrees()));
    }

    @EventSourcingHandler
    void on(RecordingPlanned event) {
        plan = new Plan(event.recordingId(), event.stems());
    }

    @EventSourcingHandler
    void on(RecordingPlanWithdrawn event) {
        plan = null;
    }

    @EventSourcingHandler
    void on(RecordingStarted event) {
        plan = null;
        running = new Running(event.recordingId(), false);
        recordings++;
    }

    @EventSourcingHandler
    void on(RecordingPaused event) {
        running = new Running(event.recordingId(), true);
    }

    @EventSourcingHandler
    void on(RecordingResumed event) {
        running = new Running(event.recordingId(), false);
    }

    @EventSourcingHandler
    void on(RecordingStopped event) {
        running = null;
    }

    @EventSourcingHandler
    void on(SessionEnding event) {
        running = null;
    }

    @EventSourcingHandler
    void on(SessionCancelled event) {
        plan = null;
    }

    @EventSourcingHandler
    void on(RecordingAnswered event) {
        answers.remove(event.user());
        answers.put(event.user(), event.agrees());
        if (answers.size() > SessionLimits.RECORDING_ANSWERS) {
            answers.keySet().stream()
                    .filter(person -> !cast.isOnStage(person))
                    .findFirst()
                    .ifPresent(answers::remove);
        }
    }
}
