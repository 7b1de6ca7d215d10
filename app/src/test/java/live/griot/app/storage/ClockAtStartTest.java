package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import live.griot.app.startup.StartRefused;
import org.junit.jupiter.api.Test;

/** A machine without a clock of its own, in 1970 until somebody tells it the time, on a database that is new. */
class ClockAtStartTest {
    private static final Clock RESET = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @Test
    void a_clock_that_was_reset_is_refused_unless_that_is_tolerated() throws SQLException {
        try (Connection fresh = DriverManager.getConnection("jdbc:h2:mem:")) {
            assertThatThrownBy(() -> new ClockAtStart(RESET, Duration.ofMinutes(5)).require(fresh, false))
                    .isInstanceOf(StartRefused.class)
                    .hasMessage("This machine's clock says 1970-01-01T00:00:00Z, and this program was made in 2026");
            assertThatCode(() -> new ClockAtStart(RESET, Duration.ofDays(60 * 366)).require(fresh, false))
                    .doesNotThrowAnyException();
            assertThatCode(() -> new ClockAtStart(Clock.systemUTC(), Duration.ZERO).require(fresh, false))
                    .doesNotThrowAnyException();
        }
    }
}
