package live.griot.app.messaging;

import live.griot.app.node.ThisNode;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.TokenStoreProperties;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;

/**
 * The event store as several nodes on one database need it. To have a store of one's own is to do without Axon's automatic engine and
 * resolver of exceptions too, so the three are here together.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {
    /**
     * How often what other nodes stored is looked for, in milliseconds; what this node stores is noticed at once. Axon's own 1,000
     * makes a write wait half a second when its read models are on another node.
     */
    private static final long FETCH_DELAY_MILLIS = 50;

    /** On a database that only this process can open there is nothing to look for: 20 looks a second would be most of an idle node's work. */
    private static final long ALONE_FETCH_DELAY_MILLIS = 1_000;

    /** Events that one statement reads at most; of Axon's own 100 a replay asks twenty times a batch. */
    private static final int READ_AT_ONCE = 500;

    private static final String EMBEDDED_DATABASE = "jdbc:h2:file:";

    @Bean
    @Qualifier("eventStore")
    EventStore eventBus(
            EventStorageEngine engine, Configuration axon, @Value("${spring.datasource.url}") String databaseUrl) {
        return EmbeddedEventStore.builder()
                .storageEngine(engine)
                .fetchDelay(isEmbedded(databaseUrl) ? ALONE_FETCH_DELAY_MILLIS : FETCH_DELAY_MILLIS)
                .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(axon.getComponent(EventBusSpanFactory.class))
                .build();
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            @Qualifier("eventSerializer") Serializer eventSerializer,
            PersistenceExceptionResolver exceptions,
            ConnectionProvider connections,
            TransactionManager transactions,
            Configuration axon) {
        JdbcEventStorageEngine.Builder engine = JdbcEventStorageEngine.builder()
                .snapshotSerializer(eventSerializer)
                .eventSerializer(eventSerializer)
                .upcasterChain(axon.upcasterChain())
                .snapshotFilter(axon.snapshotFilter())
                .persistenceExceptionResolver(exceptions)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .batchSize(READ_AT_ONCE)
                .readEventDataWithGaps(GapsQuery::build)
                .createTokenAt(TimeQuery::build);
        return new ReadAheadEngine(engine);
    }

    /** Tells two writers of one aggregate's sequence number from a failure. */
    @Bean
    PersistenceExceptionResolver sameSequenceNumber() {
        return new JdbcSQLErrorCodesResolver();
    }

    /**
     * Where processors keep their positions, claimed under a name that no other start has. Axon's own, process number and host, is the same
     * for containers that share their host's name, and two nodes of one name would both handle every event. What a killed program
     * had claimed is free after the claim timeout; an embedded database, which only one process can open, need not wait for that:
     * whoever opens it is the successor.
     */
    @Bean
    TokenStore tokenStore(
            ConnectionProvider connections,
            Serializer serializer,
            TokenStoreProperties limits,
            ThisNode node,
            @Value("${spring.datasource.url}") String databaseUrl) {
        JdbcTokenStore.Builder store = JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .claimTimeout(limits.getClaimTimeout());
        return isEmbedded(databaseUrl)
                ? new Undisputed(store.nodeId("embedded"))
                : store.nodeId(node.name()).build();
    }

    /** Tokens that nobody else can claim: an idle processor need not say every second, with a write to the disk, that its own are still its. */
    private static final class Undisputed extends JdbcTokenStore {
        Undisputed(Builder store) {
            super(store);
        }

        @Override
        public void extendClaim(String processor, int segment) {
            // One owner under one name.
        }
    }

    /** Returns whether this process alone can open the database. */
    static boolean isEmbedded(String databaseUrl) {
        return databaseUrl.startsWith(EMBEDDED_DATABASE);
    }
}
