package live.griot.app.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;

/**
 * Finds where in the log a time is. There is no index of times, so Axon's own statement reads the whole log, at each start; here the log is halved
 * until little is left to read.
 */
final class TimeQuery {
    /** The log is in the order of time but for the clocks of nodes, which are less than this apart. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private TimeQuery() {}

    /** As {@code CreateTokenAtStatementBuilder} says: the statement selects the position before the first event of that time or later. */
    static PreparedStatement build(Connection connection, EventSchema schema, Instant at) throws SQLException {
        String position = schema.globalIndexColumn();
        PreparedStatement statement = connection.prepareStatement("SELECT MIN(%s) - 1 FROM %s WHERE %s >= ? AND %s >= ?"
                .formatted(position, schema.domainEventTable(), position, schema.timestampColumn()));
        statement.setLong(1, firstSince(connection, schema, at.minus(CLOCKS_APART)));
        statement.setString(2, DateTimeUtils.formatInstant(at));
        return statement;
    }

    /** Returns a position before which all is older, as far as clocks can be trusted. */
    static long firstSince(Connection connection, EventSchema schema, Instant at) throws SQLException {
        String time = DateTimeUtils.formatInstant(at);
        String position = schema.globalIndexColumn();
        long first;
        long end;
        try (PreparedStatement ends = connection.prepareStatement(
                        "SELECT MIN(%s), MAX(%s) FROM %s".formatted(position, position, schema.domainEventTable()));
                ResultSet row = ends.executeQuery()) {
            row.next();
            first = row.getLong(1);
            end = row.getLong(2);
        }
        try (PreparedStatement next =
                connection.prepareStatement("SELECT %s, %s FROM %s WHERE %s >= ? ORDER BY %s LIMIT 1"
                        .formatted(
                                position, schema.timestampColumn(), schema.domainEventTable(), position, position))) {
            while (first < end) {
                long middle = first + (end - first) / 2;
                next.setLong(1, middle);
                try (ResultSet row = next.executeQuery()) {
                    if (row.next() && row.getString(2).compareTo(time) < 0) {
                        first = row.getLong(1) + 1;
                    } else {
                        end = middle;
                    }
                }
            }
        }
        return first;
    }
}
