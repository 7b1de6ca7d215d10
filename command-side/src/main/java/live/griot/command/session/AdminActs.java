package live.griot.command.session;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.griot.api.admission.ExcludePerson;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.EndByAdmin;
import live.griot.api.session.EndReason;
import live.griot.api.session.SessionCancelled;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionStopped;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/**
 * What admins do to one live session, whatever they are in it. Part of {@link LiveSession}; who is an admin is asked before a command comes
 * here.
 */
@SuppressWarnings("unused") // Axon calls the handlers.
final class AdminActs {
    private final LiveSession live;
    private final Cast cast;
    private final Stage stage;

    /** Who was put out, and since when they are banned: the same ban puts nobody out twice who is out. */
    private final Map<UserId, Instant> excluded = new HashMap<>();

    AdminActs(LiveSession live, Cast cast, Stage stage) {
        this.live = live;
        this.cast = cast;
        this.stage = stage;
    }

    @CommandHandler
    void end(EndByAdmin command) {
        if (isEnding()) {
            throw new Refused(
                    RefusalCode.INVALID_TRANSITION,
                    "The session is %s, which does not allow this".formatted(live.state()));
        }
        stop(command.by(), command.sealedReason(), command.at());
    }

    @CommandHandler
    void exclude(ExcludePerson command) {
        if (isEnding()) {
            return;
        }
        UserId person = command.user();
        if (cast.isHost(person)) {
            stop(command.by(), null, command.at());
        } else if (!command.since().equals(excluded.get(person)) || isIn(person)) {
            apply(new ParticipantExcluded(live.id(), person, command.by(), command.since(), command.at()));
            live.revokeLinksOf(person, command.by(), command.at());
        }
    }

    private boolean isEnding() {
        return live.state() == SessionState.ENDING || live.isOver();
    }

    private boolean isIn(UserId person) {
        return cast.isOnStage(person) || cast.isModerator(person) || stage.hasHandUp(person);
    }

    private void stop(UserId by, @Nullable String sealedReason, Instant at) {
        boolean cancels = live.state() == SessionState.PENDING;
        apply(new SessionStopped(live.id(), cast.host(), by, sealedReason, at));
        apply(cancels ? new SessionCancelled(live.id(), at) : new SessionEnding(live.id(), EndReason.ADMIN_ENDED, at));
    }

    List<SessionSnapshot.Excluded> excludedNow() {
        return excluded.entrySet().stream()
                .map(one -> new SessionSnapshot.Excluded(one.getKey(), one.getValue()))
                .toList();
    }

    @EventSourcingHandler
    void on(SessionSnapshot snapshot) {
        snapshot.excluded().forEach(one -> excluded.put(one.user(), one.since()));
    }

    @EventSourcingHandler
    void on(ParticipantExcluded event) {
        excluded.put(event.user(), event.since());
    }
}
