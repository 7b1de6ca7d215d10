package live.griot.edge.control;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.edge.SessionHomes;
import live.griot.api.id.SessionId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;

/** Plays the nodes on one database: everything is this one's but what is said to be elsewhere. */
final class PlayedHomes implements SessionHomes {
    final Set<SessionId> elsewhere = ConcurrentHashMap.newKeySet();

    @Override
    public void take(SessionId session) {
        requireNotElsewhere(session);
    }

    @Override
    public void requireNotElsewhere(SessionId session) {
        if (elsewhere.contains(session)) {
            throw new Refused(RefusalCode.ON_ANOTHER_NODE, "Another node has it");
        }
    }

    @Override
    public boolean isHere(SessionId session) {
        return !elsewhere.contains(session);
    }

    @Override
    public boolean isElsewhere(SessionId session) {
        return elsewhere.contains(session);
    }

    @Override
    public void giveUp(SessionId session) {
        // Nobody would take it.
    }

    @Override
    public List<SessionId> takeThoseOfNobody(Collection<SessionId> sessions) {
        return sessions.stream().filter(session -> !elsewhere.contains(session)).toList();
    }
}
