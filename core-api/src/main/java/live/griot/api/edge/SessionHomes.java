package live.griot.api.edge;

import java.util.Collection;
import java.util.List;
import live.griot.api.id.SessionId;

/**
 * The port that knows which node has a session's media: the one to which somebody came first to publish, until the session is over, the
 * node stops, or it shows no sign of life. Nodes share no media, so all others refuse to serve it. Thread-safe.
 */
public interface SessionHomes {
    /** Takes a session for this node; refuses with ON_ANOTHER_NODE where another has it, and says which. */
    void take(SessionId session);

    /** Refuses with ON_ANOTHER_NODE where another node has the session. */
    void requireNotElsewhere(SessionId session);

    /** Returns whether this node has it. */
    boolean isHere(SessionId session);

    /** Returns whether another node has it, or had it when it died. */
    boolean isElsewhere(SessionId session);

    /** Lets any node take it again, if it is this one's. */
    void giveUp(SessionId session);

    /** Takes for this node which of these nobody has, and returns them. */
    List<SessionId> takeThoseOfNobody(Collection<SessionId> sessions);

    /** What a node does as sessions become its own, and as they do no longer, for the doings of other nodes. Called one after another. */
    interface Listener {
        /** The node that had these is gone, and they are this node's now. */
        void inherited(List<SessionId> sessions);

        /** Returns for which sessions somebody is here. */
        Collection<SessionId> served();

        /** Returns for which of them somebody is here who may publish: what this node keeps, while others it may give up. */
        Collection<SessionId> held();

        /** Another node has this session: whoever is here for it is let go. */
        void elsewhere(SessionId session);
    }
}
