package live.griot.app.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import live.griot.app.startup.StartRefused;

/**
 * Looks, at a start, whether this machine's clock can be right. Until when a token, a mute or an invitation holds is told by it, so a clock that
 * is a year off lets people in, or puts them out, and writes what cannot be taken back.
 */
final class ClockAtStart {
    static final String PROPERTY = "griot.store.clock-tolerance";
    /** When this program was made: no clock that is right is earlier. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");
    /** The class of "no such table", in H2's words, MySQL's and MariaDB's. */
    private static final String NO_SUCH_TABLE = "42S0";

    private final Clock clock;
    private final Duration tolerance;

    ClockAtStart(Clock clock, Duration tolerance) {
        this.clock = clock;
        this.tolerance = tolerance;
    }

    /**
     * Refuses the start when the clock is earlier than this program, further than the tolerance from the server's, or further than that behind the
     * newest event.
     */
    void require(Connection connection, boolean isServer) throws SQLException {
        Instant now = clock.instant();
        if (now.plus(tolerance).isBefore(EARLIEST)) {
            throw refusal(now, "this program was made in 2026");
        }
        try (Statement statement = connection.createStatement()) {
            if (isServer) {
                Instant there = ofTheServer(statement);
                if (Duration.between(there, now).abs().compareTo(tolerance) > 0) {
                    throw refusal(now, "the database server's says " + there);
                }
            }
            Instant newest = ofTheNewestEvent(statement);
            if (newest.isAfter(now.plus(tolerance))) {
                throw refusal(now, "the newest event in the database is of " + newest);
            }
        }
    }

    private static Instant ofTheServer(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP()")) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    private static Instant ofTheNewestEvent(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT timeStamp FROM DomainEventEntry ORDER BY globalIndex DESC LIMIT 1")) {
            return row.next() ? Instant.parse(row.getString(1)) : Instant.MIN;
        } catch (SQLException failure) {
            if (failure.getSQLState() != null && failure.getSQLState().startsWith(NO_SUCH_TABLE)) {
                return Instant.MIN; // A new database.
            }
            throw failure;
        }
    }

    private static StartRefused refusal(Instant now, String reason) {
        return new StartRefused(
                "This machine's clock says %s, and %s".formatted(now, reason),
                PROPERTY,
                "Set the clock, and keep it right (NTP). Where it was wrong before and is right now, name a longer time for this start.");
    }
}
