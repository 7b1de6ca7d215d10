package live.griot.query.attendance;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.id.SessionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers the sessions whose viewer count changed, once the change is committed, so that the live socket tells the count once a
 * second instead of once a viewer. Thread-safe.
 */
@Component
public class ViewerCounts {
    private final Set<SessionId> changed = ConcurrentHashMap.newKeySet();

    /** Notes a change, visible to {@link #takeChanged()} after the running transaction has committed. */
    public void changed(SessionId session) {
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

    /** Returns the sessions whose count changed since the last call. */
    public List<SessionId> takeChanged() {
        List<SessionId> taken = List.copyOf(changed);
        changed.removeAll(Set.copyOf(taken));
        return taken;
    }
}
