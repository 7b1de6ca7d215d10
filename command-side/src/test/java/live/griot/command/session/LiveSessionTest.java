package live.griot.command.session;

import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;
import static live.griot.api.refusal.RefusalCode.NOT_HOST;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
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
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionWentLive;
import live.griot.api.session.StartSession;
import live.griot.api.session.Visibility;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveSessionTest {
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId AWA = new UserId("01AWA");
    private static final SessionText TITLE = new SessionText(AWA, "Evening tales, sealed", true);
    private static final SessionText NOTHING = new SessionText(AWA, "nothing, sealed", true);
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final Instant T0 = Instant.parse("2026-11-20T20:00:00Z");
    private static final Instant T1 = T0.plusSeconds(10);
    private static final Instant T2 = T0.plusSeconds(20);
    private static final Instant T3 = T0.plusSeconds(30);

    private AggregateTestFixture<LiveSession> fixture;

    @BeforeEach
    void fresh() {
        fixture = new AggregateTestFixture<>(LiveSession.class);
        fixture.registerInjectableResource(EndlessLinkTest.NOBODY);
    }

    @Test
    void a_new_session_is_hosted_by_who_made_it() {
        fixture.givenNoPriorActivity().when(create(10)).expectEvents(created());
    }

    @Test
    void a_stage_has_two_to_ten_seats() {
        refused(fixture.givenNoPriorActivity().when(create(1)), VALIDATION_FAILED);
        refused(fixture.givenNoPriorActivity().when(create(11)), VALIDATION_FAILED);
    }

    @Test
    void a_started_session_waits_for_the_hosts_media_and_then_is_live() {
        fixture.given(created()).when(new StartSession(LIVE, AWA, T1)).expectEvents(started());
        fixture.given(created(), started())
                .when(new ReportMediaArrived(LIVE, T2))
                .expectEvents(new SessionWentLive(LIVE, T2));
    }

    @Test
    void only_the_host_starts_ends_and_cancels() {
        refused(fixture.given(created()).when(new StartSession(LIVE, MOUSSA, T1)), NOT_HOST);
        refused(fixture.given(created()).when(new CancelSession(LIVE, MOUSSA, T1)), NOT_HOST);
        refused(fixture.given(created(), started()).when(new EndSession(LIVE, MOUSSA, T1)), NOT_HOST);
    }

    @Test
    void a_second_start_is_refused() {
        refused(fixture.given(created(), started()).when(new StartSession(LIVE, AWA, T2)), INVALID_TRANSITION);
    }

    @Test
    void a_session_that_has_not_started_can_be_cancelled_but_not_ended() {
        fixture.given(created()).when(new CancelSession(LIVE, AWA, T1)).expectEvents(new SessionCancelled(LIVE, T1));
        refused(fixture.given(created()).when(new EndSession(LIVE, AWA, T1)), INVALID_TRANSITION);
    }

    @Test
    void a_running_session_can_not_be_cancelled() {
        refused(fixture.given(created(), started()).when(new CancelSession(LIVE, AWA, T1)), INVALID_TRANSITION);
    }

    @Test
    void an_ended_live_is_ending_until_the_edge_has_let_everyone_go() {
        fixture.given(created(), started(), live())
                .when(new EndSession(LIVE, AWA, T3))
                .expectEvents(new SessionEnding(LIVE, EndReason.HOST_ENDED, T3));
        fixture.given(created(), started(), live(), new SessionEnding(LIVE, EndReason.HOST_ENDED, T3))
                .when(new ReportRouterClosed(LIVE, T3))
                .expectEvents(new SessionEnded(LIVE, T3));
    }

    @Test
    void media_that_is_lost_begins_a_wait_once_and_media_that_returns_ends_it() {
        fixture.given(created(), started(), live())
                .when(new ReportMediaLost(LIVE, T3))
                .expectEvents(new HostMediaLost(LIVE, T3));
        fixture.given(created(), started(), live(), new HostMediaLost(LIVE, T2))
                .when(new ReportMediaLost(LIVE, T3))
                .expectNoEvents();
        fixture.given(created(), started(), live(), new HostMediaLost(LIVE, T2))
                .when(new ReportMediaArrived(LIVE, T3))
                .expectEvents(new HostMediaReturned(LIVE, T3));
    }

    @Test
    void a_host_who_never_comes_ends_the_session() {
        fixture.given(created(), started())
                .when(new EndForHostGrace(LIVE, T1, T3))
                .expectEvents(new SessionEnding(LIVE, EndReason.HOST_GONE, T3));
    }

    @Test
    void a_deadline_of_an_earlier_wait_ends_nothing() {
        fixture.given(created(), started(), live())
                .when(new EndForHostGrace(LIVE, T1, T3))
                .expectNoEvents();
        fixture.given(created(), started(), live(), new HostMediaLost(LIVE, T2))
                .when(new EndForHostGrace(LIVE, T1, T3))
                .expectNoEvents();
    }

    @Test
    void a_session_past_its_time_ends_and_one_that_is_over_stays_so() {
        fixture.given(created(), started(), live())
                .when(new EndForTimeLimit(LIVE, T3))
                .expectEvents(new SessionEnding(LIVE, EndReason.TIME_LIMIT, T3));
        fixture.given(created(), new SessionCancelled(LIVE, T1))
                .when(new EndForTimeLimit(LIVE, T3))
                .expectNoEvents();
    }

    @Test
    void media_after_the_end_changes_nothing() {
        fixture.given(created(), started(), live(), new SessionEnding(LIVE, EndReason.HOST_ENDED, T3))
                .when(new ReportMediaArrived(LIVE, T3))
                .expectNoEvents();
    }

    private static CreateSession create(int seats) {
        return new CreateSession(
                LIVE, AWA, TITLE, NOTHING, SessionType.VIDEO, Visibility.PUBLIC, seats, null, null, T0);
    }

    private static SessionCreated created() {
        return new SessionCreated(LIVE, AWA, TITLE, NOTHING, SessionType.VIDEO, Visibility.PUBLIC, 10, null, T0);
    }

    private static SessionStarted started() {
        return new SessionStarted(LIVE, T1);
    }

    private static SessionWentLive live() {
        return new SessionWentLive(LIVE, T2);
    }

    private static void refused(ResultValidator<LiveSession> result, RefusalCode code) {
        result.expectException(
                        Matchers.matches((Throwable failure) -> failure instanceof Refused no && no.code() == code))
                .expectNoEvents();
    }
}
