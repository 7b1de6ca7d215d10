package live.griot.app.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;

/**
 * Reads the next events and what has filled a gap meanwhile. Axon's own statement has only an OR, for which H2 reads the whole table;
 * here the first position is said on its own, so that the index is used.
 */
final class GapsQuery {
    private GapsQuery() {}

    /** As {@code ReadEventDataWithGapsStatementBuilder} says; there is at least one gap, and each is below the index. */
    static PreparedStatement build(
            Connection connection, EventSchema schema, long globalIndex, int batchSize, List<Long> gaps)
            throws SQLException {
        String position = schema.globalIndexColumn();
        PreparedStatement statement = connection.prepareStatement(
                "SELECT %s FROM %s WHERE %s >= ? AND ((%s > ? AND %s <= ?) OR %s IN (%s)) ORDER BY %s ASC"
                        .formatted(
                                schema.trackedEventFields(),
                                schema.domainEventTable(),
                                position,
                                position,
                                position,
                                position,
                                String.join(",", Collections.nCopies(gaps.size(), "?")),
                                position));
        int place = 1;
        statement.setLong(place++, Collections.min(gaps));
        statement.setLong(place++, globalIndex);
        statement.setLong(place++, globalIndex + batchSize);
        for (long gap : gaps) {
            statement.setLong(place++, gap);
        }
        return statement;
    }
}
