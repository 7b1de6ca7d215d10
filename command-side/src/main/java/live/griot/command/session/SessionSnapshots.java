package live.griot.command.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what a session has become, after so many events, so that a command need not read its whole life: a session that ten thousand people
 * came to by a link has ten thousand events. Thread-safe.
 */
final class SessionSnapshots implements Snapshotter {
    /** After so many events the next snapshot is made; so many are read at most, and a few more, before a command. */
    static final int EVENTS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(SessionSnapshots.class);

    private final Configuration axon;
    private final Executor executor;
    private final Set<String> scheduled = ConcurrentHashMap.newKeySet();

    /** Makes them by that executor, one of a session at a time. */
    SessionSnapshots(Configuration axon, Executor executor) {
        this.axon = axon;
        this.executor = executor;
    }

    /** Called by the trigger when what was commanded is stored. */
    @Override
    public void scheduleSnapshot(Class<?> aggregate, String id) {
        if (scheduled.add(id)) {
            executor.execute(() -> {
                try {
                    store(id);
                } finally {
                    scheduled.remove(id);
                }
            });
        }
    }

    /** A failure costs no more than that the next command reads more events; another node may have made the same one. */
    private void store(String id) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
        try {
            unit.attachTransaction(axon.getComponent(TransactionManager.class, NoTransactionManager::instance));
            Aggregate<LiveSession> session = axon.repository(LiveSession.class).load(id);
            axon.eventStore()
                    .storeSnapshot(new GenericDomainEventMessage<>(
                            session.type(), id, session.version(), session.invoke(LiveSession::snapshot)));
            unit.commit();
        } catch (RuntimeException failure) {
            unit.rollback(failure);
            LOG.debug("No snapshot of session {} was made", id, failure);
        }
    }
}
