package live.griot.command.session;

import static live.griot.api.refusal.RefusalCode.ALREADY_ON_STAGE;
import static live.griot.api.refusal.RefusalCode.BANNED;
import static live.griot.api.refusal.RefusalCode.FORBIDDEN;
import static live.griot.api.refusal.RefusalCode.HOST_STAYS;
import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;
import static live.griot.api.refusal.RefusalCode.LINK_EXPIRED;
import static live.griot.api.refusal.RefusalCode.LINK_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.LINK_USED_UP;
import static live.griot.api.refusal.RefusalCode.NOT_PRESENT;
import static live.griot.api.refusal.RefusalCode.ONLY_OFF;
import static live.griot.api.refusal.RefusalCode.STAGE_FULL;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;

import java.time.Instant;
import java.util.List;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.BanPerson;
import live.griot.api.admission.ComeByLink;
import live.griot.api.admission.LiftBan;
import live.griot.api.admission.LinkMade;
import live.griot.api.admission.LinkRevoked;
import live.griot.api.admission.LinkUsed;
import live.griot.api.admission.MakeLink;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.admission.RemoveParticipant;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.CreateSession;
import live.griot.api.session.EditSession;
import live.griot.api.session.EndReason;
import live.griot.api.session.Role;
import live.griot.api.session.SessionCreated;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionStarted;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.Visibility;
import live.griot.api.stage.ChangeRole;
import live.griot.api.stage.DeviceChange;
import live.griot.api.stage.Devices;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.HandRaised;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.LeaveSession;
import live.griot.api.stage.ModeratorDismissed;
import live.griot.api.stage.ModeratorNamed;
import live.griot.api.stage.ParticipantLeft;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.ParticipantUnseated;
import live.griot.api.stage.RaiseHand;
import live.griot.api.stage.SeatGuest;
import live.griot.api.stage.SeatedBy;
import live.griot.api.stage.SwitchDevices;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stage of a session and the admission to it: given what happened, when a command comes, expect events or a refusal. */
class LiveStageTest {
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId AWA = new UserId("01AWA");
    private static final SessionText TITLE = new SessionText(AWA, "Evening tales, sealed", true);
    private static final SessionText NOTHING = new SessionText(AWA, "nothing, sealed", true);
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final UserId INES = new UserId("01INES");
    private static final UserId KOFI = new UserId("01KOFI");
    private static final LinkId LINK = LinkId.of("code");
    private static final Instant T0 = Instant.parse("2026-11-21T20:00:00Z");
    private static final Instant T1 = T0.plusSeconds(10);
    private static final Instant T2 = T0.plusSeconds(20);
    private static final Devices ON = new Devices(true, true, false);

    private AggregateTestFixture<LiveSession> fixture;

    @BeforeEach
    void fresh() {
        fixture = new AggregateTestFixture<>(LiveSession.class);
        fixture.registerInjectableResource(EndlessLinkTest.NOBODY);
    }

    @Test
    void a_guest_takes_a_seat_with_camera_and_microphone_and_keeps_the_one_they_have() {
        fixture.given(created(2))
                .when(new SeatGuest(LIVE, MOUSSA, T1))
                .expectEvents(new ParticipantSeated(LIVE, MOUSSA, SeatedBy.INVITATION, MOUSSA, ON, T1));
        fixture.given(created(2), seated(MOUSSA))
                .when(new SeatGuest(LIVE, MOUSSA, T2))
                .expectNoEvents();
    }

    @Test
    void a_full_stage_refuses_until_somebody_goes() {
        refused(fixture.given(created(2), seated(MOUSSA)).when(new SeatGuest(LIVE, INES, T2)), STAGE_FULL);
        fixture.given(created(2), seated(MOUSSA), new ParticipantLeft(LIVE, MOUSSA, T1))
                .when(new SeatGuest(LIVE, INES, T2))
                .expectEvents(new ParticipantSeated(LIVE, INES, SeatedBy.INVITATION, INES, ON, T2));
    }

    @Test
    void nobody_takes_a_seat_after_the_end_or_while_banned() {
        refused(
                fixture.given(
                                created(4),
                                new SessionStarted(LIVE, T0),
                                new SessionEnding(LIVE, EndReason.HOST_ENDED, T1))
                        .when(new SeatGuest(LIVE, MOUSSA, T2)),
                INVALID_TRANSITION);
        refused(fixture.given(created(4), banned(MOUSSA)).when(new SeatGuest(LIVE, MOUSSA, T2)), BANNED);
        fixture.given(created(4), banned(MOUSSA), new BanLifted(LIVE, MOUSSA, AWA, T1))
                .when(new SeatGuest(LIVE, MOUSSA, T2))
                .expectEvents(new ParticipantSeated(LIVE, MOUSSA, SeatedBy.INVITATION, MOUSSA, ON, T2));
    }

    @Test
    void a_raised_hand_goes_down_with_a_seat() {
        fixture.given(created(4), new HandRaised(LIVE, KOFI, T1))
                .when(role(KOFI, Role.GUEST, AWA))
                .expectEvents(new ParticipantSeated(LIVE, KOFI, SeatedBy.PROMOTION, AWA, ON, T2));
        refused(fixture.given(created(4), seated(KOFI)).when(new RaiseHand(LIVE, KOFI, T2)), ALREADY_ON_STAGE);
        fixture.given(created(4), new HandRaised(LIVE, KOFI, T1))
                .when(new RaiseHand(LIVE, KOFI, T2))
                .expectNoEvents();
    }

    @Test
    void the_host_hands_over_to_somebody_on_stage_and_stays_as_a_guest() {
        fixture.given(created(4), seated(MOUSSA))
                .when(role(MOUSSA, Role.HOST, AWA))
                .expectEvents(new HostHandedOver(LIVE, AWA, MOUSSA, T2));
        refused(fixture.given(created(4)).when(role(MOUSSA, Role.HOST, AWA)), NOT_PRESENT);
        refused(fixture.given(created(4)).when(role(AWA, Role.VIEWER, AWA)), HOST_STAYS);
        fixture.given(created(4), seated(MOUSSA), new HostHandedOver(LIVE, AWA, MOUSSA, T1))
                .when(role(AWA, Role.VIEWER, MOUSSA))
                .expectEvents(new ParticipantUnseated(LIVE, AWA, MOUSSA, T2));
    }

    @Test
    void a_host_who_leaves_stays_host() {
        fixture.given(created(4), new SessionStarted(LIVE, T1))
                .when(new LeaveSession(LIVE, AWA, T2))
                .expectEvents(new ParticipantLeft(LIVE, AWA, T2));
        fixture.given(created(4), seated(MOUSSA), new SessionStarted(LIVE, T1), new ParticipantLeft(LIVE, AWA, T1))
                .when(role(MOUSSA, Role.HOST, AWA))
                .expectEvents(new HostHandedOver(LIVE, AWA, MOUSSA, T2));
    }

    @Test
    void a_moderator_acts_on_those_below_and_not_on_equals() {
        fixture.given(created(4), moderator(INES), seated(MOUSSA))
                .when(new SwitchDevices(LIVE, MOUSSA, audio(false), INES, T2))
                .expectEvents(new DevicesSwitched(LIVE, MOUSSA, INES, new Devices(false, true, false), T2));
        refused(
                fixture.given(created(4), moderator(INES), moderator(KOFI)).when(role(KOFI, Role.VIEWER, INES)),
                FORBIDDEN);
        refused(
                fixture.given(created(4), moderator(INES)).when(new BanPerson(LIVE, AWA, INES, null, null, T2)),
                FORBIDDEN);
        fixture.given(created(4), moderator(INES), seated(INES))
                .when(role(INES, Role.VIEWER, AWA))
                .expectEvents(
                        new ModeratorDismissed(LIVE, INES, AWA, T2), new ParticipantUnseated(LIVE, INES, AWA, T2));
    }

    @Test
    void somebody_elses_device_is_only_switched_off() {
        refused(
                fixture.given(created(4), seated(MOUSSA), new DevicesSwitched(LIVE, MOUSSA, MOUSSA, Devices.OFF, T1))
                        .when(new SwitchDevices(LIVE, MOUSSA, audio(true), AWA, T2)),
                ONLY_OFF);
        fixture.given(created(4), seated(MOUSSA), new DevicesSwitched(LIVE, MOUSSA, AWA, Devices.OFF, T1))
                .when(new SwitchDevices(LIVE, MOUSSA, audio(true), MOUSSA, T2))
                .expectEvents(new DevicesSwitched(LIVE, MOUSSA, MOUSSA, new Devices(true, false, false), T2));
    }

    @Test
    void a_link_with_one_use_is_used_once_and_not_by_who_is_in() {
        LinkMade once = new LinkMade(LIVE, LINK, Role.GUEST, T2, 1, AWA, T0);
        fixture.given(created(4), once)
                .when(new ComeByLink(LIVE, LINK, MOUSSA, false, T1))
                .expectEvents(
                        new ParticipantSeated(LIVE, MOUSSA, SeatedBy.LINK, MOUSSA, ON, T1),
                        new LinkUsed(LIVE, LINK, MOUSSA, T1))
                .expectResultMessagePayload(Role.GUEST);
        refused(
                fixture.given(created(4), once, seated(MOUSSA), new LinkUsed(LIVE, LINK, MOUSSA, T1))
                        .when(new ComeByLink(LIVE, LINK, INES, false, T1)),
                LINK_USED_UP);
        fixture.given(created(4), once, seated(MOUSSA), new LinkUsed(LIVE, LINK, MOUSSA, T1))
                .when(new ComeByLink(LIVE, LINK, MOUSSA, false, T1))
                .expectNoEvents();
        refused(fixture.given(created(4), once).when(new ComeByLink(LIVE, LINK, INES, false, T2)), LINK_EXPIRED);
        refused(
                fixture.given(created(4), once, new LinkRevoked(LIVE, LINK, AWA, T1))
                        .when(new ComeByLink(LIVE, LINK, INES, false, T1)),
                LINK_NOT_FOUND);
        refused(
                fixture.given(created(2), once, seated(KOFI)).when(new ComeByLink(LIVE, LINK, INES, false, T1)),
                STAGE_FULL);
    }

    @Test
    void who_was_removed_uses_a_link_anew() {
        LinkMade twice = new LinkMade(LIVE, LINK, Role.VIEWER, null, 2, AWA, T0);
        fixture.given(
                        created(4),
                        twice,
                        new LinkUsed(LIVE, LINK, MOUSSA, T1),
                        new ParticipantRemoved(LIVE, MOUSSA, AWA, T1))
                .when(new ComeByLink(LIVE, LINK, MOUSSA, false, T2))
                .expectEvents(new LinkUsed(LIVE, LINK, MOUSSA, T2));
    }

    @Test
    void a_ban_ends_at_its_own_time_and_not_at_that_of_an_earlier_one() {
        fixture.given(created(4), new PersonBanned(LIVE, MOUSSA, AWA, null, T1, T0))
                .when(new EndBan(LIVE, MOUSSA, T1, T1))
                .expectEvents(new BanLifted(LIVE, MOUSSA, null, T1));
        fixture.given(
                        created(4),
                        new PersonBanned(LIVE, MOUSSA, AWA, null, T1, T0),
                        new PersonBanned(LIVE, MOUSSA, AWA, null, null, T0))
                .when(new EndBan(LIVE, MOUSSA, T1, T1))
                .expectNoEvents();
    }

    @Test
    void seats_are_never_fewer_than_people_on_stage_and_an_edit_that_changes_nothing_is_none() {
        refused(
                fixture.given(created(4), seated(MOUSSA), seated(INES))
                        .when(new EditSession(LIVE, AWA, null, null, null, 2, T2)),
                STAGE_FULL);
        fixture.given(created(4))
                .when(new EditSession(LIVE, AWA, TITLE, null, null, 4, T2))
                .expectNoEvents();
        fixture.given(created(4))
                .when(new EditSession(LIVE, AWA, null, null, Visibility.PRIVATE, null, T2))
                .expectEvents(new SessionEdited(LIVE, AWA, TITLE, NOTHING, Visibility.PRIVATE, 4, T2));
    }

    @Test
    void the_links_of_who_is_put_out_or_dismissed_are_good_no_longer() {
        LinkMade moussas = new LinkMade(LIVE, LINK, Role.GUEST, null, null, MOUSSA, T0);
        LinkMade awas = new LinkMade(LIVE, LinkId.of("another"), Role.GUEST, null, null, AWA, T0);
        LinkRevoked revoked = new LinkRevoked(LIVE, LINK, AWA, T2);
        fixture.given(created(4), moderator(MOUSSA), moussas, awas)
                .when(new BanPerson(LIVE, MOUSSA, AWA, null, null, T2))
                .expectEvents(new PersonBanned(LIVE, MOUSSA, AWA, null, null, T2), revoked);
        fixture.given(created(4), moderator(MOUSSA), moussas, awas)
                .when(new RemoveParticipant(LIVE, MOUSSA, AWA, T2))
                .expectEvents(new ParticipantRemoved(LIVE, MOUSSA, AWA, T2), revoked);
        fixture.given(created(4), moderator(MOUSSA), moussas, awas)
                .when(role(MOUSSA, Role.VIEWER, AWA))
                .expectEvents(new ModeratorDismissed(LIVE, MOUSSA, AWA, T2), revoked);
    }

    @Test
    void a_moderator_undoes_no_ban_of_the_hosts() {
        refused(
                fixture.given(created(4), moderator(KOFI), banned(MOUSSA)).when(new LiftBan(LIVE, MOUSSA, KOFI, T2)),
                FORBIDDEN);
        refused(
                fixture.given(created(4), moderator(KOFI), banned(MOUSSA))
                        .when(new BanPerson(LIVE, MOUSSA, KOFI, null, T2.plusSeconds(1), T2)),
                FORBIDDEN);
        PersonBanned byKofi = new PersonBanned(LIVE, MOUSSA, KOFI, null, null, T0);
        fixture.given(created(4), moderator(KOFI), moderator(INES), byKofi)
                .when(new LiftBan(LIVE, MOUSSA, INES, T2))
                .expectEvents(new BanLifted(LIVE, MOUSSA, INES, T2));
    }

    @Test
    void anybody_may_come_by_an_endless_link_for_viewers_and_leaves_no_trace() {
        LinkMade endless = new LinkMade(LIVE, LINK, Role.VIEWER, null, null, AWA, T0);
        fixture.given(created(4), endless)
                .when(new ComeByLink(LIVE, LINK, null, false, T1))
                .expectNoEvents()
                .expectResultMessagePayload(Role.VIEWER);
    }

    @Test
    void times_that_nobody_can_mean_are_refused() {
        for (Instant wrong :
                List.of(T0, Instant.MAX, T1.plus(SessionLimits.FORESIGHT).plusNanos(1))) {
            refused(
                    fixture.given(created(4)).when(new MakeLink(LIVE, LINK, Role.GUEST, wrong, null, AWA, T1)),
                    VALIDATION_FAILED);
            refused(
                    fixture.given(created(4)).when(new BanPerson(LIVE, MOUSSA, AWA, null, wrong, T1)),
                    VALIDATION_FAILED);
            refused(
                    fixture.givenNoPriorActivity()
                            .when(new CreateSession(
                                    LIVE,
                                    AWA,
                                    TITLE,
                                    NOTHING,
                                    SessionType.VIDEO,
                                    Visibility.PUBLIC,
                                    4,
                                    wrong,
                                    null,
                                    T1)),
                    VALIDATION_FAILED);
        }
    }

    private static SessionCreated created(int seats) {
        return new SessionCreated(LIVE, AWA, TITLE, NOTHING, SessionType.VIDEO, Visibility.PUBLIC, seats, null, T0);
    }

    private static ParticipantSeated seated(UserId person) {
        return new ParticipantSeated(LIVE, person, SeatedBy.INVITATION, person, ON, T0);
    }

    private static ModeratorNamed moderator(UserId person) {
        return new ModeratorNamed(LIVE, person, AWA, T0);
    }

    private static PersonBanned banned(UserId person) {
        return new PersonBanned(LIVE, person, AWA, null, null, T0);
    }

    private static ChangeRole role(UserId person, Role role, UserId by) {
        return new ChangeRole(LIVE, person, role, by, T2);
    }

    private static DeviceChange audio(@Nullable Boolean on) {
        return new DeviceChange(on, null, null);
    }

    private static void refused(ResultValidator<LiveSession> result, RefusalCode code) {
        result.expectException(
                        Matchers.matches((Throwable failure) -> failure instanceof Refused no && no.code() == code))
                .expectNoEvents();
    }
}
