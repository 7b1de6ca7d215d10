package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import live.griot.app.support.BesideOthers;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The log as who is far behind reads it. */
@BesideOthers
class ReadAheadEngineTest {
    private static final int PAGE = 10;

    private final JdbcDataSource database = new JdbcDataSource();
    private final ConcurrentLinkedQueue<String> readers = new ConcurrentLinkedQueue<>();
    private JdbcEventStorageEngine engine;

    /** What happened. */
    record Said(int number) {}

    @BeforeEach
    void open() {
        database.setUrl("jdbc:h2:mem:%s;MODE=MySQL;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1"
                .formatted(System.identityHashCode(this)));
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(new ClassPathResource("db/migration/V1__events.sql")), database);
        engine = new ReadAheadEngine(settings());
    }

    @AfterEach
    void close() {
        JdbcClient.create(database).sql("SHUTDOWN").update();
    }

    @Test
    void reads_what_a_reader_page_by_page_does() {
        store(0, 95);
        database()
                .sql("DELETE FROM DomainEventEntry WHERE globalIndex IN (5, 20, 21, 22, 60)")
                .update();

        List<String> read = described(engine.readEvents(null, false));

        assertThat(read).hasSize(90).isEqualTo(described(settings().build().readEvents(null, false)));
    }

    @Test
    void the_next_page_is_read_while_the_first_is_handled() {
        store(0, 25);
        Iterator<? extends TrackedEventMessage<?>> events =
                engine.readEvents(null, false).iterator();
        readers.clear();

        events.next();

        await("the page after").until(() -> readers.stream().anyMatch(reader -> reader.startsWith("read-ahead")));
        assertThat(rest(events)).isEqualTo(24);
    }

    @Test
    void who_keeps_up_reads_for_themselves() {
        store(0, 4);

        assertThat(engine.readEvents(null, false)).hasSize(4);

        assertThat(readers).isNotEmpty().containsOnly(Thread.currentThread().getName());
    }

    @Test
    void what_is_stored_while_one_reads_is_read_too() {
        store(0, 10);
        Iterator<? extends TrackedEventMessage<?>> events =
                engine.readEvents(null, false).iterator();
        events.next();
        await("the page after, which has nothing yet")
                .until(() -> readers.stream().anyMatch(reader -> reader.startsWith("read-ahead")));

        store(10, 20);

        assertThat(rest(events)).isEqualTo(19);
    }

    @Test
    void what_cannot_be_opened_fails_where_it_is_handled() {
        store(0, 30);
        database()
                .sql("UPDATE DomainEventEntry SET payload = CAST('no JSON' AS BINARY VARYING) WHERE globalIndex = 17")
                .update();

        List<? extends TrackedEventMessage<?>> events =
                engine.readEvents(null, false).toList();

        assertThat(events).hasSize(30);
        assertThat(events.get(15).getPayload()).isEqualTo(new Said(15));
        assertThatThrownBy(() -> events.get(16).getPayload()).isInstanceOf(SerializationException.class);
        assertThat(events.get(17).getPayload()).isEqualTo(new Said(17));
    }

    private JdbcEventStorageEngine.Builder settings() {
        Jackson3Serializer json = Jackson3Serializer.builder().build();
        return JdbcEventStorageEngine.builder()
                .eventSerializer(json)
                .snapshotSerializer(json)
                .connectionProvider(() -> {
                    readers.add(Thread.currentThread().getName());
                    return database.getConnection();
                })
                .transactionManager(NoTransactionManager.instance())
                .readEventDataWithGaps(GapsQuery::build)
                .batchSize(PAGE);
    }

    private void store(int from, int to) {
        engine.appendEvents(IntStream.range(from, to)
                .mapToObj(number -> new GenericDomainEventMessage<>("Talk", "talk", number, new Said(number)))
                .toList());
        readers.clear();
    }

    private JdbcClient database() {
        return JdbcClient.create((DataSource) database);
    }

    private static int rest(Iterator<? extends TrackedEventMessage<?>> events) {
        int rest = 0;
        for (; events.hasNext(); rest++) {
            events.next();
        }
        return rest;
    }

    private static List<String> described(Stream<? extends TrackedEventMessage<?>> events) {
        return events.map(event -> "%s %s %s %s"
                        .formatted(
                                event.getIdentifier(), event.getPayload(), event.getTimestamp(), event.trackingToken()))
                .toList();
    }
}
