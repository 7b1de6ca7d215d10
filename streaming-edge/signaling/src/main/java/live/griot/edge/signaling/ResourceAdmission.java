package live.griot.edge.signaling;

import java.util.Optional;
import live.griot.api.identity.Ticket;

/** The port through which signalling lets peers in and out. Thread-safe; every method throws {@code Refused} to say no. */
public interface ResourceAdmission {
    /** Returns what the ticket says; refuses with INVALID_TICKET. */
    Ticket admit(String bearer);

    /** Lets the session's publisher in; one who published before in the same session makes place. */
    PeerResource publish(Ticket ticket, String offer);

    /** Lets a viewer in. */
    PeerResource play(Ticket ticket, String offer);

    /** Refuses with NOT_FOUND where that peer is not there, or not any more. */
    void find(PeerRole role, String resourceId);

    /**
     * Takes what that peer says of its side of ICE, if the condition holds, and returns what a restart came to, empty where nothing
     * was restarted. Refuses with NOT_FOUND, PRECONDITION_REQUIRED or PRECONDITION_FAILED.
     */
    Optional<RestartedIce> patch(PeerRole role, String resourceId, IceFragment fragment, IfMatch condition);

    /** Lets that peer go; refuses with NOT_FOUND where there is none. */
    void leave(PeerRole role, String resourceId);
}
