package live.griot.query.stage;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.id.SessionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers the sessions that somebody may know of no longer, once that is committed, so that the live socket looks at who
 * listens to them again. Thread-safe.
 */
@Component
public class AccessChanges {
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

    /** Returns the sessions that were noted since the last call. */
    public List<SessionId> takeChanged() {
        List<SessionId> taken = List.copyOf(changed);
        changed.removeAll(Set.copyOf(taken));
        return taken;
    }
}
