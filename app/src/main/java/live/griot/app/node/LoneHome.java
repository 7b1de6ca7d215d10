package live.griot.app.node;

import java.util.Collection;
import java.util.List;
import live.griot.api.edge.SessionHomes;
import live.griot.api.id.SessionId;

/** Of a database that only this process can open all sessions are this node's. */
final class LoneHome implements SessionHomes {
    @Override
    public void take(SessionId session) {
        // It is this node's.
    }

    @Override
    public void requireNotElsewhere(SessionId session) {
        // There is nowhere else.
    }

    @Override
    public boolean isHere(SessionId session) {
        return true;
    }

    @Override
    public boolean isElsewhere(SessionId session) {
        return false;
    }

    @Override
    public void giveUp(SessionId session) {
        // There is nobody who could take it.
    }

    @Override
    public List<SessionId> takeThoseOfNobody(Collection<SessionId> sessions) {
        return List.copyOf(sessions);
    }
}
