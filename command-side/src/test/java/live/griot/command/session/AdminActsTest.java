package live.griot.command.session;

import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;

import java.time.Instant;
import live.griot.api.admission.ExcludePerson;
import live.griot.api.admission.LinkMade;
import live.griot.api.admission.LinkRevoked;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.Refused;
import live.griot.api.session.EndByAdmin;
import live.griot.api.session.EndReason;
import live.griot.api.session.Role;
import live.griot.api.session.SessionCancelled;
import live.griot.api.session.SessionCreated;
import live.griot.api.session.SessionEnded;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionStarted;
import live.griot.api.session.SessionStopped;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionWentLive;
import live.griot.api.session.Visibility;
import live.griot.api.stage.Devices;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.ModeratorNamed;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.RaiseHand;
import live.griot.api.stage.SeatedBy;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What admins do to a session of which they are no part. */
class AdminActsTest {
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final UserId ROOT = new UserId("01ROOT");
    private static final LinkId LINK = LinkId.of("a link");
    private static final SessionText WORDS = new SessionText(AWA, "Evening tales, sealed", true);
    private static final Instant T0 = Instant.parse("2026-11-29T20:00:00Z");
    private static final Instant T1 = T0.plusSeconds(10);
    private static final Instant T2 = T0.plusSeconds(20);

    private AggregateTestFixture<LiveSession> fixture;

    @BeforeEach
    void fresh() {
        fixture = new AggregateTestFixture<>(LiveSession.class);
        fixture.registerInjectableResource(EndlessLinkTest.NOBODY);
    }

    @Test
    void an_admin_ends_what_waits_for_its_host_and_what_is_live() {
        fixture.given(created(), started())
                .when(end())
                .expectEvents(stopped("sealed"), new SessionEnding(LIVE, EndReason.ADMIN_ENDED, T2));
        fixture.given(created(), started(), live())
                .when(end())
                .expectEvents(stopped("sealed"), new SessionEnding(LIVE, EndReason.ADMIN_ENDED, T2));
    }

    @Test
    void an_admin_cancels_what_has_not_started() {
        fixture.given(created()).when(end()).expectEvents(stopped("sealed"), new SessionCancelled(LIVE, T2));
    }

    @Test
    void what_is_over_or_ends_already_is_not_ended_again() {
        SessionEnding ending = new SessionEnding(LIVE, EndReason.ADMIN_ENDED, T1);
        for (Object[] past : new Object[][] {
            {created(), started(), stopped("sealed"), ending},
            {created(), started(), ending, new SessionEnded(LIVE, T1)},
            {created(), new SessionCancelled(LIVE, T1)}
        }) {
            fixture.given(past)
                    .when(end())
                    .expectException(Matchers.matches(
                            (Throwable no) -> no instanceof Refused refused && refused.code() == INVALID_TRANSITION))
                    .expectNoEvents();
            fixture.given(past).when(exclude(AWA, T1)).expectNoEvents();
        }
    }

    @Test
    void the_session_of_a_banned_host_ends_and_its_log_tells_no_reason() {
        fixture.given(created(), started(), live())
                .when(exclude(AWA, T1))
                .expectEvents(stopped(null), new SessionEnding(LIVE, EndReason.ADMIN_ENDED, T2));
        fixture.given(created()).when(exclude(AWA, T1)).expectEvents(stopped(null), new SessionCancelled(LIVE, T2));
    }

    @Test
    void who_was_handed_the_session_over_is_its_host() {
        fixture.given(created(), seated(), started(), new HostHandedOver(LIVE, AWA, MOUSSA, T1))
                .when(exclude(MOUSSA, T1))
                .expectEvents(
                        new SessionStopped(LIVE, MOUSSA, ROOT, null, T2),
                        new SessionEnding(LIVE, EndReason.ADMIN_ENDED, T2));
    }

    @Test
    void a_banned_guest_is_put_out_with_the_links_they_made() {
        fixture.given(
                        created(),
                        seated(),
                        new ModeratorNamed(LIVE, MOUSSA, AWA, T1),
                        new LinkMade(LIVE, LINK, Role.VIEWER, null, null, MOUSSA, T1))
                .when(exclude(MOUSSA, T1))
                .expectEvents(excluded(T1), new LinkRevoked(LIVE, LINK, ROOT, T2));
    }

    @Test
    void one_ban_puts_nobody_out_twice_who_is_out() {
        fixture.given(created(), seated(), excluded(T1))
                .when(exclude(MOUSSA, T1))
                .expectNoEvents();
        fixture.given(created(), seated(), excluded(T0))
                .when(exclude(MOUSSA, T1))
                .expectEvents(excluded(T1));
    }

    @Test
    void who_slipped_in_at_the_moment_of_the_ban_is_put_out_again() {
        fixture.given(created(), excluded(T1), seated())
                .when(exclude(MOUSSA, T1))
                .expectEvents(excluded(T1));
        fixture.given(created(), excluded(T1), new ModeratorNamed(LIVE, MOUSSA, AWA, T1))
                .when(exclude(MOUSSA, T1))
                .expectEvents(excluded(T1));
        fixture.given(created(), excluded(T1))
                .andGivenCommands(new RaiseHand(LIVE, MOUSSA, T1))
                .when(exclude(MOUSSA, T1))
                .expectEvents(excluded(T1));
    }

    private static EndByAdmin end() {
        return new EndByAdmin(LIVE, ROOT, "sealed", T2);
    }

    private static ExcludePerson exclude(UserId person, Instant since) {
        return new ExcludePerson(LIVE, person, ROOT, since, T2);
    }

    private static ParticipantExcluded excluded(Instant since) {
        return new ParticipantExcluded(LIVE, MOUSSA, ROOT, since, T2);
    }

    private static SessionStopped stopped(@Nullable String sealedReason) {
        return new SessionStopped(LIVE, AWA, ROOT, sealedReason, T2);
    }

    private static SessionCreated created() {
        return new SessionCreated(LIVE, AWA, WORDS, WORDS, SessionType.VIDEO, Visibility.PUBLIC, 10, null, T0);
    }

    private static SessionStarted started() {
        return new SessionStarted(LIVE, T1);
    }

    private static SessionWentLive live() {
        return new SessionWentLive(LIVE, T1);
    }

    private static ParticipantSeated seated() {
        return new ParticipantSeated(LIVE, MOUSSA, SeatedBy.INVITATION, MOUSSA, Devices.atFirst(SessionType.VIDEO), T0);
    }
}
