package live.griot.edge.signaling;

import live.griot.api.identity.Ticket;

/** The port through which signalling lets peers in and out. Thread-safe; every method throws {@code Refused} to say no. */
public interface PeerDoor {
    /** Returns what the ticket says; refuses with INVALID_TICKET. */
    Ticket admit(String bearer);

    /** Lets the session's publisher in; one who published before in the same session makes place. */
    PeerResource publish(Ticket ticket, String offer);

    /** Lets a viewer in. */
    PeerResource play(Ticket ticket, String offer);

    /** Returns the entity tag of that peer's ICE session, unquoted; refuses with NOT_FOUND. */
    String iceTag(PeerRole role, String resourceId);

    /** Lets that peer go; refuses with NOT_FOUND where there is none. */
    void leave(PeerRole role, String resourceId);
}
