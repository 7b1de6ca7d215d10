package live.griot.command.session;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.api.session.Role;
import live.griot.api.stage.AskToSwitchOn;
import live.griot.api.stage.ChangeRole;
import live.griot.api.stage.Devices;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.HandLowered;
import live.griot.api.stage.HandRaised;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.LeaveSession;
import live.griot.api.stage.LowerHand;
import live.griot.api.stage.ModeratorDismissed;
import live.griot.api.stage.ModeratorNamed;
import live.griot.api.stage.ParticipantLeft;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.ParticipantUnseated;
import live.griot.api.stage.RaiseHand;
import live.griot.api.stage.SeatGuest;
import live.griot.api.stage.SeatedBy;
import live.griot.api.stage.SwitchDevices;
import live.griot.api.stage.SwitchOnAsked;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** The stage of one live session: its seats, what people show there, roles, and raised hands. Part of {@link LiveSession}. */
@SuppressWarnings("unused") // Axon calls the handlers.
final class Stage {
    private final LiveSession live;
    private final Cast cast;
    private final SessionRecording recording;
    private final Set<UserId> raisedHands = new HashSet<>();

    Stage(LiveSession live, Cast cast, SessionRecording recording) {
        this.live = live;
        this.cast = cast;
        this.recording = recording;
    }

    @CommandHandler
    void seat(SeatGuest command) {
        live.allows(Deed.JOIN, command.user());
        seat(command.user(), SeatedBy.INVITATION, command.user(), command.at());
    }

    /** Gives somebody a seat; who has one keeps it. Refuses when all are taken, who is banned, and who
     * has not agreed to be recorded where that is done. */
    void seat(UserId person, SeatedBy how, UserId by, Instant at) {
        if (cast.isOnStage(person)) {
            return;
        }
        cast.refuseBanned(person);
        recording.requireAgreement(person);
        if (cast.seatsTaken() >= live.seats()) {
            throw new Refused(RefusalCode.STAGE_FULL, "All %d seats are taken".formatted(live.seats()));
        }
        apply(new ParticipantSeated(live.id(), person, how, by, Devices.atFirst(live.type()), at));
    }

    @CommandHandler
    void changeRole(ChangeRole command) {
        live.allows(deedOf(command), command.by());
        if (cast.isHost(command.user())) {
            hostStays(command);
            return;
        }
        switch (command.role()) {
            case HOST -> handOver(command);
            case MODERATOR -> nameModerator(command);
            case GUEST -> bringUp(command);
            case VIEWER -> bringDown(command);
        }
    }

    /** Returns what a change of role is in the table of permissions. */
    static Deed deedOf(ChangeRole command) {
        return switch (command.role()) {
            case HOST -> Deed.HAND_OVER;
            case MODERATOR -> Deed.NAME_MODERATOR;
            case GUEST -> Deed.PROMOTE;
            case VIEWER -> command.by().equals(command.user()) ? Deed.STEP_DOWN : Deed.DEMOTE;
        };
    }

    private void hostStays(ChangeRole command) {
        if (command.role() != Role.HOST) {
            if (!cast.isHost(command.by())) {
                cast.onlyToThoseBelow(command.by(), command.user());
            }
            throw new Refused(RefusalCode.HOST_STAYS, "A host hands the session over before becoming something else");
        }
    }

    private void handOver(ChangeRole command) {
        if (!cast.isOnStage(command.user())) {
            throw new Refused(RefusalCode.NOT_PRESENT, "A session is handed over to somebody on stage");
        }
        if (command.user().isGuest()) {
            throw new Refused(RefusalCode.NOT_PRESENT, "A session is handed over to somebody with an account");
        }
        recording.requireAgreement(command.user());
        apply(new HostHandedOver(live.id(), cast.host(), command.user(), command.at()));
    }

    private void nameModerator(ChangeRole command) {
        if (cast.isModerator(command.user())) {
            return;
        }
        cast.refuseBanned(command.user());
        cast.refuseNobody(command.user());
        if (cast.moderators() >= SessionLimits.MODERATORS) {
            throw new Refused(
                    RefusalCode.TOO_MANY, "A session has at most %d moderators".formatted(SessionLimits.MODERATORS));
        }
        apply(new ModeratorNamed(live.id(), command.user(), command.by(), command.at()));
    }

    private void bringUp(ChangeRole command) {
        boolean keepsOrder = cast.isModerator(command.user());
        if (keepsOrder && !command.by().equals(command.user())) {
            cast.onlyToThoseBelow(command.by(), command.user());
        }
        cast.refuseNobody(command.user());
        seat(command.user(), SeatedBy.PROMOTION, command.by(), command.at());
        if (keepsOrder) {
            dismiss(command);
        }
    }

    private void dismiss(ChangeRole command) {
        apply(new ModeratorDismissed(live.id(), command.user(), command.by(), command.at()));
        live.revokeLinksOf(command.user(), command.by(), command.at());
    }

    private void bringDown(ChangeRole command) {
        if (!command.by().equals(command.user())) {
            cast.onlyToThoseBelow(command.by(), command.user());
        }
        if (cast.isModerator(command.user())) {
            dismiss(command);
        }
        if (cast.isOnStage(command.user())) {
            apply(new ParticipantUnseated(live.id(), command.user(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void switchDevices(SwitchDevices command) {
        boolean own = command.by().equals(command.user());
        live.allows(own ? Deed.SWITCH_OWN_DEVICES : Deed.SWITCH_OFF_OTHERS, command.by());
        onlyOnStage(command.user(), own);
        Devices now = cast.devicesOf(command.user());
        Devices wished = now.with(command.change());
        if (!own) {
            cast.onlyToThoseBelow(command.by(), command.user());
            if (wished.showMoreThan(now)) {
                throw new Refused(RefusalCode.ONLY_OFF, "Somebody else's device can only be switched off; ask them");
            }
        }
        carried(wished);
        if (!wished.equals(now)) {
            apply(new DevicesSwitched(live.id(), command.user(), command.by(), wished, command.at()));
        }
    }

    @CommandHandler
    void ask(AskToSwitchOn command) {
        live.allows(Deed.ASK_TO_SWITCH_ON, command.by());
        onlyOnStage(command.user(), false);
        Devices wished = Devices.OFF.with(command.wish());
        carried(wished);
        if (wished.equals(Devices.OFF)) {
            throw Refused.invalid("audio", "or video or screen must be true: say what to switch on");
        }
        apply(new SwitchOnAsked(live.id(), command.user(), command.by(), wished, command.at()));
    }

    private void onlyOnStage(UserId person, boolean own) {
        if (!cast.isOnStage(person)) {
            throw own
                    ? new Refused(RefusalCode.NOT_ON_STAGE, "Only those on stage may do this")
                    : new Refused(RefusalCode.PARTICIPANT_NOT_FOUND, "This person is not on stage");
        }
    }

    private void carried(Devices devices) {
        if (devices.showMoreThan(Devices.carriedBy(live.type()))) {
            throw new Refused(RefusalCode.DEVICE_NOT_FOR_TYPE, "This session carries sound only");
        }
    }

    @CommandHandler
    void leave(LeaveSession command) {
        live.allows(Deed.LEAVE, command.user());
        boolean somethingEnds = cast.isHost(command.user())
                ? live.isOn()
                : cast.isOnStage(command.user()) || raisedHands.contains(command.user());
        if (somethingEnds && !live.isOver()) {
            apply(new ParticipantLeft(live.id(), command.user(), command.at()));
        }
    }

    @CommandHandler
    void raiseHand(RaiseHand command) {
        live.allows(Deed.RAISE_HAND, command.user());
        if (cast.isOnStage(command.user())) {
            throw new Refused(RefusalCode.ALREADY_ON_STAGE, "You are on stage already");
        }
        if (raisedHands.contains(command.user())) {
            return;
        }
        if (raisedHands.size() >= SessionLimits.HANDS) {
            throw new Refused(RefusalCode.TOO_MANY, "%d hands are up already".formatted(SessionLimits.HANDS));
        }
        apply(new HandRaised(live.id(), command.user(), command.at()));
    }

    @CommandHandler
    void lowerHand(LowerHand command) {
        live.allows(Deed.LOWER_HAND, command.user());
        if (raisedHands.contains(command.user())) {
            apply(new HandLowered(live.id(), command.user(), command.at()));
        }
    }

    boolean hasHandUp(UserId person) {
        return raisedHands.contains(person);
    }

    Set<UserId> raisedHandsNow() {
        return Set.copyOf(raisedHands);
    }

    @EventSourcingHandler
    void on(SessionSnapshot snapshot) {
        raisedHands.addAll(snapshot.raisedHands());
    }

    @EventSourcingHandler
    void on(HandRaised event) {
        raisedHands.add(event.user());
    }

    @EventSourcingHandler
    void on(HandLowered event) {
        raisedHands.remove(event.user());
    }

    @EventSourcingHandler
    void on(ParticipantSeated event) {
        raisedHands.remove(event.user());
    }

    @EventSourcingHandler
    void on(ParticipantLeft event) {
        raisedHands.remove(event.user());
    }

    @EventSourcingHandler
    void on(ParticipantRemoved event) {
        raisedHands.remove(event.user());
    }

    @EventSourcingHandler
    void on(PersonBanned event) {
        raisedHands.remove(event.user());
    }

    @EventSourcingHandler
    void on(ParticipantExcluded event) {
        raisedHands.remove(event.user());
    }
}
