package live.griot.command.session;

import static live.griot.api.refusal.RefusalCode.BANNED;
import static live.griot.api.refusal.RefusalCode.NOT_PRESENT;
import static live.griot.api.refusal.RefusalCode.UNAUTHENTICATED;

import java.time.Instant;
import live.griot.api.admission.ComeByLink;
import live.griot.api.admission.LinkMade;
import live.griot.api.admission.LinkUsed;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.api.session.SessionCreated;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.Visibility;
import live.griot.api.stage.ChangeRole;
import live.griot.api.stage.Devices;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.RaiseHand;
import live.griot.api.stage.SeatedBy;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People without an account in a session: who only watches, and who came by a link and said a name. */
class GuestPersonTest {
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId GUEST = new UserId("G01JD00000000000000000GEST0");
    private static final LinkId TO_WATCH = LinkId.of("watch");
    private static final LinkId ON_STAGE = LinkId.of("stage");
    private static final Instant T0 = Instant.parse("2026-11-28T20:00:00Z");
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
    void who_comes_by_a_link_takes_part_from_then_on() {
        fixture.given(created(), link(TO_WATCH, Role.VIEWER))
                .when(new ComeByLink(LIVE, TO_WATCH, GUEST, false, T1))
                .expectEvents(new LinkUsed(LIVE, TO_WATCH, GUEST, T1))
                .expectResultMessagePayload(Role.VIEWER);
        fixture.given(created(), link(TO_WATCH, Role.VIEWER), came())
                .when(brought(Role.GUEST))
                .expectEvents(new ParticipantSeated(LIVE, GUEST, SeatedBy.PROMOTION, AWA, ON, T2));
    }

    @Test
    void a_link_to_the_stage_seats_them() {
        fixture.given(created(), link(ON_STAGE, Role.GUEST))
                .when(new ComeByLink(LIVE, ON_STAGE, GUEST, false, T1))
                .expectEvents(
                        new ParticipantSeated(LIVE, GUEST, SeatedBy.LINK, GUEST, ON, T1),
                        new LinkUsed(LIVE, ON_STAGE, GUEST, T1));
    }

    @Test
    void who_only_watches_is_given_no_part_and_takes_none() {
        refused(fixture.given(created()).when(brought(Role.GUEST)), NOT_PRESENT);
        refused(fixture.given(created()).when(brought(Role.MODERATOR)), NOT_PRESENT);
        refused(fixture.given(created()).when(new RaiseHand(LIVE, GUEST, T2)), UNAUTHENTICATED);
    }

    @Test
    void who_is_put_out_takes_part_no_longer_and_who_is_banned_does_not_come_again() {
        refused(
                fixture.given(
                                created(),
                                link(TO_WATCH, Role.VIEWER),
                                came(),
                                new ParticipantRemoved(LIVE, GUEST, AWA, T1))
                        .when(brought(Role.GUEST)),
                NOT_PRESENT);
        refused(
                fixture.given(
                                created(),
                                link(TO_WATCH, Role.VIEWER),
                                new PersonBanned(LIVE, GUEST, AWA, null, null, T1))
                        .when(new ComeByLink(LIVE, TO_WATCH, GUEST, false, T2)),
                BANNED);
    }

    @Test
    void a_session_is_not_handed_over_to_somebody_without_an_account() {
        refused(
                fixture.given(created(), new ParticipantSeated(LIVE, GUEST, SeatedBy.LINK, GUEST, ON, T1))
                        .when(brought(Role.HOST)),
                NOT_PRESENT);
    }

    private static SessionCreated created() {
        SessionText words = new SessionText(AWA, "Tales", false);
        return new SessionCreated(LIVE, AWA, words, words, SessionType.VIDEO, Visibility.PUBLIC, 4, null, T0);
    }

    private static LinkMade link(LinkId link, Role role) {
        return new LinkMade(LIVE, link, role, null, null, AWA, T0);
    }

    private static LinkUsed came() {
        return new LinkUsed(LIVE, TO_WATCH, GUEST, T1);
    }

    private static ChangeRole brought(Role role) {
        return new ChangeRole(LIVE, GUEST, role, AWA, T2);
    }

    private static void refused(ResultValidator<LiveSession> result, RefusalCode code) {
        result.expectNoEvents()
                .expectException(Matchers.matches(failure -> failure instanceof Refused no && no.code() == code));
    }
}
