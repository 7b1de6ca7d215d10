package live.griot.command.session;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import live.griot.api.admission.BanPerson;
import live.griot.api.admission.ComeByLink;
import live.griot.api.admission.ExcludePerson;
import live.griot.api.admission.LiftBan;
import live.griot.api.admission.MakeLink;
import live.griot.api.admission.RemoveParticipant;
import live.griot.api.admission.RevokeLink;
import live.griot.api.id.LinkId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.invitation.AcceptInvitation;
import live.griot.api.invitation.ExpireInvitation;
import live.griot.api.invitation.RejectInvitation;
import live.griot.api.invitation.RevokeInvitation;
import live.griot.api.invitation.SendInvitation;
import live.griot.api.recording.AnswerRecording;
import live.griot.api.recording.PauseRecording;
import live.griot.api.recording.ResumeRecording;
import live.griot.api.recording.StartRecording;
import live.griot.api.recording.StopRecording;
import live.griot.api.recording.TakeRecordingAway;
import live.griot.api.session.CancelSession;
import live.griot.api.session.CreateSession;
import live.griot.api.session.EditSession;
import live.griot.api.session.EndByAdmin;
import live.griot.api.session.EndForHostGrace;
import live.griot.api.session.EndForTimeLimit;
import live.griot.api.session.EndSession;
import live.griot.api.session.ReportMediaArrived;
import live.griot.api.session.ReportMediaLost;
import live.griot.api.session.ReportRouterClosed;
import live.griot.api.session.Role;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.StartSession;
import live.griot.api.session.Visibility;
import live.griot.api.stage.AskToSwitchOn;
import live.griot.api.stage.ChangeRole;
import live.griot.api.stage.DeviceChange;
import live.griot.api.stage.LeaveSession;
import live.griot.api.stage.LowerHand;
import live.griot.api.stage.RaiseHand;
import live.griot.api.stage.SeatGuest;
import live.griot.api.stage.SwitchDevices;
import live.griot.command.invitation.InvitationsOverAxon;
import org.jspecify.annotations.Nullable;

/** Every command there is to a session and its invitations, and how often it comes. */
@SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing.
enum Move {
    CREATE(2, cue -> create(cue, cue.by())),
    EDIT(8, Move::edit),
    START(8, cue -> new StartSession(cue.session(), cue.by(), cue.now())),
    END(1, cue -> new EndSession(cue.session(), cue.by(), cue.now())),
    CANCEL(1, cue -> new CancelSession(cue.session(), cue.by(), cue.now())),
    BEGIN_CALL(1, cue -> new BeginCall(cue.session(), cue.now())),
    CALL_OFF(1, cue -> new CallOff(cue.session(), cue.now())),
    MEDIA_ARRIVED(10, cue -> new ReportMediaArrived(cue.session(), cue.now())),
    MEDIA_LOST(6, cue -> new ReportMediaLost(cue.session(), cue.now())),
    ROUTER_CLOSED(4, cue -> new ReportRouterClosed(cue.session(), cue.now())),
    HOST_GRACE_OVER(2, Move::hostGraceOver),
    TIME_LIMIT_OVER(1, cue -> new EndForTimeLimit(cue.session(), cue.now())),

    SEAT(12, cue -> new SeatGuest(cue.session(), cue.whom(), cue.now())),
    CHANGE_ROLE(32, Move::changeRole),
    SWITCH_DEVICES(16, Move::switchDevices),
    ASK(6, cue -> new AskToSwitchOn(cue.session(), cue.whom(), devices(cue), cue.by(), cue.now())),
    LEAVE(8, cue -> new LeaveSession(cue.session(), cue.whom(), cue.now())),
    RAISE_HAND(14, cue -> new RaiseHand(cue.session(), cue.whom(), cue.now())),
    LOWER_HAND(6, cue -> new LowerHand(cue.session(), cue.whom(), cue.now())),

    RECORD(8, cue -> new StartRecording(cue.session(), cue.freshRecording(), false, cue.by(), cue.now())),
    PAUSE_RECORDING(8, cue -> new PauseRecording(cue.session(), cue.by(), cue.now())),
    RESUME_RECORDING(12, cue -> new ResumeRecording(cue.session(), cue.by(), cue.now())),
    STOP_RECORDING(3, cue -> new StopRecording(cue.session(), cue.by(), cue.now())),
    TAKE_RECORDING_AWAY(3, Move::takeRecordingAway),
    ANSWER_RECORDING(
            20,
            cue -> new AnswerRecording(cue.session(), cue.whom(), !cue.choice().onceIn(4), cue.now())),

    MAKE_LINK(16, Move::makeLink),
    COME_BY_LINK(20, Move::comeByLink),
    REVOKE_LINK(4, cue -> new RevokeLink(cue.session(), link(cue), cue.by(), cue.now())),
    REMOVE(6, cue -> new RemoveParticipant(cue.session(), cue.whom(), cue.by(), cue.now())),
    BAN(10, cue -> new BanPerson(cue.session(), cue.whom(), cue.by(), null, maybeLater(cue), cue.now())),
    BAN_OVER(8, Move::banOver),
    LIFT_BAN(6, cue -> new LiftBan(cue.session(), cue.whom(), cue.by(), cue.now())),

    END_BY_ADMIN(1, cue -> new EndByAdmin(cue.session(), SessionStory.ADMIN, "sealed", cue.now())),
    EXCLUDE(4, cue -> new ExcludePerson(cue.session(), cue.whom(), SessionStory.ADMIN, since(cue), cue.now())),

    INVITE(14, cue -> invite(cue, false)),
    CALL(2, cue -> invite(cue, true)),
    CHECK_INVITATION(2, cue -> new CheckInvitation(cue.session(), cue.by(), orNull(cue, cue.whom()))),
    ACCEPT(14, cue -> new AcceptInvitation(cue.invitation().id(), invited(cue), cue.now())),
    REJECT(4, cue -> new RejectInvitation(cue.invitation().id(), invited(cue), cue.now())),
    REVOKE_INVITATION(4, cue -> new RevokeInvitation(cue.invitation().id(), cue.by(), cue.now())),
    EXPIRE_INVITATION(2, cue -> new ExpireInvitation(cue.invitation().id(), cue.now()));

    private static final List<Integer> SEATS = List.of(3, 2, 4, 5, 10);
    private static final List<Integer> NO_SEATS = List.of(1, 11);
    private static final List<Integer> USES = List.of(1, 2, 1, 3, 1, 0, SessionLimits.LINK_USES + 1);
    private static final LinkId NO_LINK = LinkId.of("nobody made it");

    private final int weight;
    private final Function<Cue, Object> command;

    Move(int weight, Function<Cue, Object> command) {
        this.weight = weight;
        this.command = command;
    }

    int weight() {
        return weight;
    }

    /** Returns the command as it is when its turn comes. */
    Object at(Cue cue) {
        return command.apply(cue);
    }

    /** Whose the recording is that runs takes it along, or somebody one that does not run. */
    private static TakeRecordingAway takeRecordingAway(Cue cue) {
        SessionStory told = cue.told();
        RecordingId runs = told == null ? null : told.recorded();
        return told == null || runs == null
                ? new TakeRecordingAway(cue.session(), cue.freshRecording(), cue.by(), cue.now())
                : new TakeRecordingAway(cue.session(), runs, told.recordedBy(), cue.now());
    }

    private static CreateSession create(Cue cue, UserId host) {
        return new CreateSession(
                cue.freshSession(),
                host,
                words(host, "Evening tales"),
                words(host, ""),
                cue.choice().of(SessionType.class),
                cue.choice().of(Visibility.class),
                seats(cue),
                maybeLater(cue),
                cue.choice().onceIn(3) ? cue.freshRecording() : null,
                cue.now());
    }

    private static SessionText words(UserId by, String text) {
        return new SessionText(by, text, true);
    }

    private static EditSession edit(Cue cue) {
        return new EditSession(
                cue.session(),
                cue.by(),
                orNull(cue, words(cue.by(), "Morning tales")),
                orNull(cue, words(cue.by(), "Told at dawn")),
                orNull(cue, cue.choice().of(Visibility.class)),
                orNull(cue, seats(cue)),
                cue.now());
    }

    /** Now and then the grace period that runs, else one that was over before. */
    private static EndForHostGrace hostGraceOver(Cue cue) {
        SessionStory told = cue.told();
        Instant since = told == null || !cue.choice().onceIn(3) ? null : told.waitingSince;
        return new EndForHostGrace(cue.session(), since == null ? cue.now().minusSeconds(1) : since, cue.now());
    }

    private static ChangeRole changeRole(Cue cue) {
        UserId person = cue.choice().onceIn(5) ? cue.by() : cue.whom();
        return new ChangeRole(cue.session(), person, cue.choice().of(Role.class), cue.by(), cue.now());
    }

    private static SwitchDevices switchDevices(Cue cue) {
        UserId person = cue.choice().onceIn(2) ? cue.by() : cue.whom();
        return new SwitchDevices(cue.session(), person, devices(cue), cue.by(), cue.now());
    }

    private static MakeLink makeLink(Cue cue) {
        Role role = cue.choice().onceIn(10)
                ? cue.choice().of(Role.class)
                : cue.choice().of(List.of(Role.GUEST, Role.VIEWER));
        Integer uses = orNull(cue, cue.choice().of(USES));
        return new MakeLink(cue.session(), cue.freshLink(), role, maybeLater(cue), uses, cue.by(), cue.now());
    }

    private static ComeByLink comeByLink(Cue cue) {
        UserId person = cue.choice().onceIn(4) ? null : cue.whom();
        return new ComeByLink(cue.session(), link(cue), person, cue.choice().onceIn(2), cue.now());
    }

    /** The ban that is there, where it has an end; mostly. */
    private static EndBan banOver(Cue cue) {
        SessionStory told = cue.told();
        Instant until = told == null || cue.choice().onceIn(5) ? null : told.endOfBan(cue.whom());
        return until == null
                ? new EndBan(cue.session(), cue.whom(), cue.now(), cue.now())
                : new EndBan(cue.session(), cue.whom(), until, cue.notBefore(until));
    }

    /** The one ban across sessions that there was from the beginning, or one of now. */
    private static Instant since(Cue cue) {
        return cue.choice().onceIn(2) ? Instant.EPOCH : cue.now();
    }

    private static Object invite(Cue cue, boolean ringing) {
        UserId from = cue.by();
        if (ringing) {
            CreateSession session = create(cue, from);
            return InvitationsOverAxon.placeCall(
                    session,
                    new SendInvitation(
                            cue.freshInvitation(),
                            session.sessionId(),
                            from,
                            cue.whom(),
                            null,
                            true,
                            cue.now().plusSeconds(45),
                            cue.now()));
        }
        return new SendInvitation(
                cue.freshInvitation(),
                cue.session(),
                from,
                cue.whom(),
                null,
                false,
                cue.now().plusSeconds(600),
                cue.now());
    }

    private static UserId invited(Cue cue) {
        return cue.choice().onceIn(6) ? cue.by() : cue.invitation().to();
    }

    private static LinkId link(Cue cue) {
        SessionStory told = cue.told();
        if (told == null || told.linksMade.isEmpty() || cue.choice().onceIn(12)) {
            return NO_LINK;
        }
        return cue.choice().of(told.linksMade);
    }

    private static DeviceChange devices(Cue cue) {
        return new DeviceChange(onOffOrNeither(cue), onOffOrNeither(cue), onOffOrNeither(cue));
    }

    private static int seats(Cue cue) {
        return cue.choice().of(cue.choice().onceIn(12) ? NO_SEATS : SEATS);
    }

    private static @Nullable Boolean onOffOrNeither(Cue cue) {
        return orNull(cue, cue.choice().onceIn(2));
    }

    /** Nothing, soon, later, or (seldom) what has passed. */
    private static @Nullable Instant maybeLater(Cue cue) {
        return switch (cue.choice().below(9)) {
            case 0, 1, 2 -> null;
            case 3, 4, 5 -> cue.now().plusSeconds(20);
            case 6, 7 -> cue.now().plusSeconds(120);
            default -> cue.now();
        };
    }

    private static <T> @Nullable T orNull(Cue cue, T something) {
        return cue.choice().onceIn(2) ? something : null;
    }
}
