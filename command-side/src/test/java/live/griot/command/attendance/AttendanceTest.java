package live.griot.command.attendance;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.AttendanceEnded;
import live.griot.api.session.EndAttendance;
import live.griot.api.session.ReportViewerArrived;
import live.griot.api.session.ViewerArrived;
import live.griot.api.session.ViewerJoined;
import live.griot.api.session.ViewerLeft;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One viewing, and how it ends for good. */
class AttendanceTest {
    private static final AttendanceId ONE = new AttendanceId("01ONE");
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId KOFI = new UserId("01KOFI");
    private static final Instant T0 = Instant.parse("2026-11-28T20:00:00Z");
    private static final Instant T1 = T0.plusSeconds(10);

    private AggregateTestFixture<Attendance> fixture;

    @BeforeEach
    void fresh() {
        fixture = new AggregateTestFixture<>(Attendance.class);
    }

    @Test
    void who_says_goodbye_has_left_and_does_not_come_back_with_the_same_ticket() {
        fixture.given(new ViewerArrived(ONE, LIVE, KOFI, T0))
                .when(new EndAttendance(ONE, LIVE, T1))
                .expectEvents(
                        new ViewerLeft(ONE, LIVE, Duration.ofSeconds(10), T1), new AttendanceEnded(ONE, LIVE, T1));
        fixture.given(
                        new ViewerArrived(ONE, LIVE, KOFI, T0),
                        new ViewerLeft(ONE, LIVE, Duration.ofSeconds(10), T1),
                        new AttendanceEnded(ONE, LIVE, T1))
                .when(new ReportViewerArrived(ONE, LIVE, KOFI, T1))
                .expectNoEvents();
    }

    @Test
    void what_never_began_ends_too() {
        fixture.givenNoPriorActivity()
                .when(new EndAttendance(ONE, LIVE, T1))
                .expectEvents(new AttendanceEnded(ONE, LIVE, T1));
    }

    @Test
    void a_second_goodbye_changes_nothing() {
        fixture.given(
                        new ViewerJoined(ONE, LIVE, KOFI, T0),
                        new ViewerLeft(ONE, LIVE, Duration.ZERO, T1),
                        new AttendanceEnded(ONE, LIVE, T1))
                .when(new EndAttendance(ONE, LIVE, T1))
                .expectNoEvents();
    }
}
