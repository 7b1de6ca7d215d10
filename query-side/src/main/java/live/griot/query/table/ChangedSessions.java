package live.griot.query.table;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.id.SessionId;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Remembers sessions in which something changed, once the change is committed, for somebody who looks now and then. Thread-safe. */
public abstract class ChangedSessions {
    private final Set<SessionId> changed = ConcurrentHashMap.newKeySet();

    /** Notes a change, visible to {@link #takeChanged()} after the running transaction has committed. */
    public final void changed(SessionId session) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            changed.add(session);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                changed.add(session);
            }
        });
    }

    /** Returns the sessions that were noted since the last call. */
    public final List<SessionId> takeChanged() {
        List<SessionId> taken = List.copyOf(changed);
        changed.removeAll(Set.copyOf(taken));
        return taken;
    }
}
