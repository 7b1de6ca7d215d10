package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.LongStream;
import live.griot.app.support.BesideOthers;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.JdbcEventStorageEngineStatements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Where in the log a time is, found without reading the log. */
@BesideOthers
class TimeQueryTest {
    private static final Instant BEGINNING = Instant.parse("2026-11-01T12:00:00Z");
    private static final EventSchema SCHEMA = new EventSchema();

    private Connection database;

    @BeforeEach
    void open() throws SQLException {
        database = DriverManager.getConnection("jdbc:h2:mem:;MODE=MySQL;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
        ScriptUtils.executeSqlScript(database, new ClassPathResource("db/migration/V1__events.sql"));
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void an_empty_log_has_no_place_for_a_time() throws SQLException {
        assertThat(ours(BEGINNING)).isNull();
    }

    @Test
    void the_place_is_the_one_that_reading_everything_finds() throws SQLException {
        storeAnEventEachTenSeconds(700);

        for (int second = -100; second < 7_200; second += 7) {
            Instant at = BEGINNING.plusSeconds(second);
            assertThat(ours(at)).as("at %s", at).isEqualTo(axons(at));
        }
    }

    @Test
    void what_is_read_for_it_does_not_grow_with_the_log() throws SQLException {
        storeAnEventEachTenSeconds(700);

        Instant last = BEGINNING.plusSeconds(6_990);

        assertThat(TimeQuery.firstSince(database, SCHEMA, last.minusSeconds(60)))
                .isGreaterThan(680);
    }

    /** Every eleventh number is missing, and the clocks of the two nodes that write are 50 s apart. */
    private void storeAnEventEachTenSeconds(int events) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("""
                INSERT INTO DomainEventEntry (globalIndex, aggregateIdentifier, sequenceNumber, eventIdentifier, payload, payloadType, timeStamp)
                VALUES (?, ?, 0, ?, '', 'said', ?)""")) {
            for (long event : LongStream.range(0, events)
                    .filter(number -> number % 11 != 5)
                    .toArray()) {
                insert.setLong(1, event + 1);
                insert.setString(2, "aggregate-" + event);
                insert.setString(3, "event-" + event);
                insert.setString(
                        4, DateTimeUtils.formatInstant(BEGINNING.plusSeconds(event * 10 - (event % 2 == 0 ? 0 : 50))));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private @Nullable Long ours(Instant at) throws SQLException {
        return position(TimeQuery.build(database, SCHEMA, at));
    }

    private @Nullable Long axons(Instant at) throws SQLException {
        return position(JdbcEventStorageEngineStatements.createTokenAt(database, SCHEMA, at));
    }

    private static @Nullable Long position(PreparedStatement statement) throws SQLException {
        try (statement;
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, Long.class);
        }
    }
}
