package live.griot.command.session;

import static live.griot.api.refusal.RefusalCode.CONSENT_NEEDED;
import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;
import static live.griot.api.refusal.RefusalCode.NOT_HOST;

import java.time.Instant;
import live.griot.api.admission.ComeByLink;
import live.griot.api.admission.LinkMade;
import live.griot.api.admission.LinkUsed;
import live.griot.api.id.LinkId;
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
import live.griot.api.session.CreateSession;
import live.griot.api.session.EditSession;
import live.griot.api.session.EndReason;
import live.griot.api.session.EndSession;
import live.griot.api.session.Role;
import live.griot.api.session.SessionCreated;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionStarted;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionWentLive;
import live.griot.api.session.StartSession;
import live.griot.api.session.Visibility;
import live.griot.api.stage.ChangeRole;
import live.griot.api.stage.Devices;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.SeatGuest;
import live.griot.api.stage.SeatedBy;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a session is recorded, and who has to agree to that. */
class SessionRecordingTest {
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final RecordingId FIRST = new RecordingId("01FIRST");
    private static final RecordingId SECOND = new RecordingId("01SECOND");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final LinkId LINK = LinkId.of("a link");
    private static final SessionText WORDS = new SessionText(AWA, "Evening tales, sealed", true);
    private static final Instant T0 = Instant.parse("2026-11-29T20:00:00Z");
    private static final Instant T1 = T0.plusSeconds(10);
    private static final Instant T2 = T0.plusSeconds(20);

    private final Object created =
            new SessionCreated(LIVE, AWA, WORDS, WORDS, SessionType.VIDEO, Visibility.PUBLIC, 4, null, T0);
    private final Object started = new SessionStarted(LIVE, T1);
    private final Object live = new SessionWentLive(LIVE, T1);
    private final Object planned = new RecordingPlanned(LIVE, FIRST, false, AWA, T0);
    private final Object recorded = new RecordingStarted(LIVE, FIRST, AWA, false, Visibility.PUBLIC, T1);
    private final Object paused = new RecordingPaused(LIVE, FIRST, AWA, T1);
    private final Object awaAgrees = new RecordingAnswered(LIVE, AWA, true, T1);
    private final Object moussaAgrees = new RecordingAnswered(LIVE, MOUSSA, true, T1);
    private final Object moussaSeated =
            new ParticipantSeated(LIVE, MOUSSA, SeatedBy.INVITATION, MOUSSA, Devices.atFirst(SessionType.VIDEO), T1);

    private AggregateTestFixture<LiveSession> fixture;

    @BeforeEach
    void fresh() {
        fixture = new AggregateTestFixture<>(LiveSession.class);
        fixture.registerInjectableResource(EndlessLinkTest.NOBODY);
    }

    @Test
    void a_session_that_is_created_to_be_recorded_is_so_from_its_start() {
        fixture.givenNoPriorActivity()
                .when(new CreateSession(
                        LIVE, AWA, WORDS, WORDS, SessionType.VIDEO, Visibility.PUBLIC, 4, null, FIRST, T0))
                .expectEvents(created, planned);
        fixture.given(created, planned)
                .when(new StartSession(LIVE, AWA, T1))
                .expectEvents(started, recorded, awaAgrees);
    }

    @Test
    void a_plan_is_made_and_withdrawn_before_the_start() {
        fixture.given(created).when(record(SECOND)).expectEvents(new RecordingPlanned(LIVE, SECOND, false, AWA, T2));
        fixture.given(created, planned).when(stop()).expectEvents(new RecordingPlanWithdrawn(LIVE, FIRST, AWA, T2));
        fixture.given(created, planned, new RecordingPlanWithdrawn(LIVE, FIRST, AWA, T1))
                .when(new StartSession(LIVE, AWA, T2))
                .expectEvents(new SessionStarted(LIVE, T2));
    }

    @Test
    void the_host_who_records_agrees_by_that() {
        fixture.given(created, started, live)
                .when(record(FIRST))
                .expectEvents(
                        new RecordingStarted(LIVE, FIRST, AWA, false, Visibility.PUBLIC, T2),
                        new RecordingAnswered(LIVE, AWA, true, T2));
        fixture.given(created, started, live, recorded, awaAgrees, new RecordingStopped(LIVE, FIRST, AWA, T1))
                .when(record(SECOND))
                .expectEvents(new RecordingStarted(LIVE, SECOND, AWA, false, Visibility.PUBLIC, T2));
    }

    @Test
    void of_two_wishes_one_is_refused() {
        refused(fixture.given(created, started, live, recorded, awaAgrees).when(record(SECOND)), INVALID_TRANSITION);
        refused(fixture.given(created, planned).when(record(SECOND)), INVALID_TRANSITION);
    }

    @Test
    void only_who_hosts_now_records() {
        refused(
                fixture.given(created, started, live, moussaSeated)
                        .when(new StartRecording(LIVE, FIRST, false, MOUSSA, T2)),
                NOT_HOST);
        fixture.given(created, started, live, moussaSeated, new HostHandedOver(LIVE, AWA, MOUSSA, T1))
                .when(new StartRecording(LIVE, FIRST, true, MOUSSA, T2))
                .expectEvents(
                        new RecordingStarted(LIVE, FIRST, MOUSSA, true, Visibility.PUBLIC, T2),
                        new RecordingAnswered(LIVE, MOUSSA, true, T2));
    }

    @Test
    void a_recording_pauses_goes_on_and_stops_each_once() {
        fixture.given(created, started, live, recorded, awaAgrees)
                .when(new PauseRecording(LIVE, AWA, T2))
                .expectEvents(new RecordingPaused(LIVE, FIRST, AWA, T2));
        fixture.given(created, started, live, recorded, awaAgrees, paused)
                .when(new PauseRecording(LIVE, AWA, T2))
                .expectNoEvents();
        fixture.given(created, started, live, recorded, awaAgrees, paused)
                .when(new ResumeRecording(LIVE, AWA, T2))
                .expectEvents(new RecordingResumed(LIVE, FIRST, AWA, T2));
        fixture.given(created, started, live, recorded, awaAgrees, paused)
                .when(stop())
                .expectEvents(new RecordingStopped(LIVE, FIRST, AWA, T2));
        refused(fixture.given(created, started, live).when(stop()), INVALID_TRANSITION);
        refused(fixture.given(created, started, live).when(new PauseRecording(LIVE, AWA, T2)), INVALID_TRANSITION);
    }

    @Test
    void what_ends_is_recorded_no_more() {
        Object ending = new SessionEnding(LIVE, EndReason.HOST_ENDED, T2);
        fixture.given(created, started, live, recorded, awaAgrees)
                .when(new EndSession(LIVE, AWA, T2))
                .expectEvents(ending);
        refused(
                fixture.given(created, started, live, recorded, awaAgrees, ending)
                        .when(stop()),
                INVALID_TRANSITION);
    }

    @Test
    void what_is_recorded_of_a_live_that_becomes_private_is_private() {
        fixture.given(created, started, live, recorded, awaAgrees)
                .when(new EditSession(LIVE, AWA, null, null, Visibility.PRIVATE, null, T2))
                .expectEvents(
                        new SessionEdited(LIVE, AWA, WORDS, WORDS, Visibility.PRIVATE, 4, T2),
                        new RecordingMadePrivate(LIVE, FIRST, T2));
        fixture.given(created, started, live)
                .when(new EditSession(LIVE, AWA, null, null, Visibility.PRIVATE, null, T2))
                .expectEvents(new SessionEdited(LIVE, AWA, WORDS, WORDS, Visibility.PRIVATE, 4, T2));
    }

    @Test
    void who_is_handed_the_session_over_agreed_to_be_recorded() {
        refused(
                fixture.given(created, started, live, moussaSeated, recorded, awaAgrees)
                        .when(new ChangeRole(LIVE, MOUSSA, Role.HOST, AWA, T2)),
                CONSENT_NEEDED);
        fixture.given(created, started, live, moussaSeated, recorded, awaAgrees, moussaAgrees)
                .when(new ChangeRole(LIVE, MOUSSA, Role.HOST, AWA, T2))
                .expectEvents(new HostHandedOver(LIVE, AWA, MOUSSA, T2));
    }

    @Test
    void who_handed_the_session_over_takes_along_what_they_recorded_and_nothing_else() {
        Object[] given = {
            created,
            started,
            live,
            moussaSeated,
            recorded,
            awaAgrees,
            moussaAgrees,
            new HostHandedOver(LIVE, AWA, MOUSSA, T1)
        };
        fixture.given(given)
                .when(new TakeRecordingAway(LIVE, FIRST, AWA, T2))
                .expectEvents(new RecordingStopped(LIVE, FIRST, AWA, T2));
        fixture.given(given).when(new TakeRecordingAway(LIVE, SECOND, AWA, T2)).expectNoEvents();
        fixture.given(created, started, live)
                .when(new TakeRecordingAway(LIVE, FIRST, AWA, T2))
                .expectNoEvents();
    }

    @Test
    void nobody_comes_on_stage_of_what_is_recorded_without_agreeing() {
        Object[] given = {created, started, live, recorded, awaAgrees};
        refused(fixture.given(given).when(new SeatGuest(LIVE, MOUSSA, T2)), CONSENT_NEEDED);
        refused(fixture.given(given).when(new ChangeRole(LIVE, MOUSSA, Role.GUEST, AWA, T2)), CONSENT_NEEDED);
        fixture.given(given).when(answer(true)).expectEvents(new RecordingAnswered(LIVE, MOUSSA, true, T2));
        fixture.given(created, started, live, recorded, awaAgrees, moussaAgrees)
                .when(new SeatGuest(LIVE, MOUSSA, T2))
                .expectSuccessfulHandlerExecution();
        refused(
                fixture.given(
                                created,
                                started,
                                live,
                                recorded,
                                moussaAgrees,
                                new RecordingAnswered(LIVE, MOUSSA, false, T1))
                        .when(new SeatGuest(LIVE, MOUSSA, T2)),
                CONSENT_NEEDED);
    }

    @Test
    void who_comes_by_a_link_agrees_as_they_come() {
        Object[] given = {
            created, started, live, recorded, awaAgrees, new LinkMade(LIVE, LINK, Role.GUEST, null, null, AWA, T1)
        };
        refused(fixture.given(given).when(new ComeByLink(LIVE, LINK, MOUSSA, false, T2)), CONSENT_NEEDED);
        fixture.given(given)
                .when(new ComeByLink(LIVE, LINK, MOUSSA, true, T2))
                .expectEvents(
                        new RecordingAnswered(LIVE, MOUSSA, true, T2),
                        new ParticipantSeated(
                                LIVE, MOUSSA, SeatedBy.LINK, MOUSSA, Devices.atFirst(SessionType.VIDEO), T2),
                        new LinkUsed(LIVE, LINK, MOUSSA, T2));
    }

    @Test
    void who_was_on_stage_before_stays_and_answers_when_they_like() {
        fixture.given(created, started, live, moussaSeated, recorded, awaAgrees)
                .when(answer(false))
                .expectEvents(new RecordingAnswered(LIVE, MOUSSA, false, T2));
        fixture.given(created, started, live, moussaSeated, recorded, moussaAgrees)
                .when(answer(true))
                .expectNoEvents();
    }

    @Test
    void what_somebody_said_on_stage_is_never_forgotten() {
        Object[] crowd = new Object[SessionLimits.RECORDING_ANSWERS + 6];
        System.arraycopy(new Object[] {created, started, live, moussaSeated, recorded, moussaAgrees}, 0, crowd, 0, 6);
        for (int one = 6; one < crowd.length; one++) {
            crowd[one] = new RecordingAnswered(LIVE, new UserId("01STRANGER" + one), true, T1);
        }
        fixture.given(crowd).when(answer(true)).expectNoEvents();
        fixture.given(crowd)
                .when(new AnswerRecording(LIVE, new UserId("01STRANGER6"), true, T2))
                .expectEvents(new RecordingAnswered(LIVE, new UserId("01STRANGER6"), true, T2));
    }

    private static StartRecording record(RecordingId id) {
        return new StartRecording(LIVE, id, false, AWA, T2);
    }

    private static StopRecording stop() {
        return new StopRecording(LIVE, AWA, T2);
    }

    private static AnswerRecording answer(boolean agrees) {
        return new AnswerRecording(LIVE, MOUSSA, agrees, T2);
    }

    private static void refused(ResultValidator<LiveSession> result, RefusalCode code) {
        result.expectException(
                        Matchers.matches((Throwable no) -> no instanceof Refused refused && refused.code() == code))
                .expectNoEvents();
    }
}
