package live.griot.edge.control;

import java.util.LinkedHashSet;
import live.griot.api.id.SessionId;
import org.springframework.stereotype.Component;

/**
 * The sessions that ended of late, so that nobody slips in whom the read model would still let in. Remembers the last 10,000,
 * far more than can end before the read model knows. Thread-safe.
 */
@Component
class EndedSessions {
    private static final int REMEMBERED = 10_000;

    private final LinkedHashSet<SessionId> ended = new LinkedHashSet<>();

    synchronized void add(SessionId session) {
        if (ended.add(session) && ended.size() > REMEMBERED) {
            ended.removeFirst();
        }
    }

    synchronized boolean contains(SessionId session) {
        return ended.contains(session);
    }
}
