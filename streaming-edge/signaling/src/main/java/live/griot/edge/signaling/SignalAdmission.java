package live.griot.edge.signaling;

import live.griot.api.identity.Ticket;

/** The port through which the signalling socket lets people in. Thread-safe; every method throws {@code Refused} to say no. */
public interface SignalAdmission {
    /** Returns what the ticket says; refuses with INVALID_TICKET. */
    Ticket admit(String bearer);

    /**
     * Lets the bearer of a ticket in; who is here with the same ticket makes place. Refuses with INVALID_TICKET, BANNED,
     * SESSION_NOT_FOUND, INVALID_TRANSITION, SESSION_FULL or EDGE_NOT_READY.
     */
    Attendee enter(Ticket ticket, Attendee.Listener listener);
}
