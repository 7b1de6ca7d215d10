package live.griot.edge.control;

import static live.griot.api.refusal.RefusalCode.BANNED;
import static live.griot.api.refusal.RefusalCode.EDGE_NOT_READY;
import static live.griot.api.refusal.RefusalCode.INVALID_TICKET;
import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;
import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;

import java.time.Duration;
import java.util.Set;
import live.griot.api.edge.SessionHomes;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Ticket;
import live.griot.api.identity.Tickets;
import live.griot.api.refusal.Refused;
import live.griot.api.rights.EndedRights;
import live.griot.api.session.SessionState;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.signaling.negotiation.LocalEdge;
import org.springframework.stereotype.Component;

/** Whom the edge lets in: those whose ticket is good, whose session is open to them, and who are not put out of it. Thread-safe. */
@Component
class EdgeAdmission {
    /** After which who came too early may come again. */
    static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final Sessions sessions;
    private final MediaEdge edge;
    private final EndedSessions ended;
    private final EndedRights endedRights;
    private final Tickets tickets;
    private final TicketsInUse inUse;
    private final SessionHomes homes;
    private volatile boolean closing;

    EdgeAdmission(
            Sessions sessions,
            MediaEdge edge,
            EndedSessions ended,
            EndedRights endedRights,
            Tickets tickets,
            TicketsInUse inUse,
            SessionHomes homes) {
        this.sessions = sessions;
        this.edge = edge;
        this.ended = ended;
        this.endedRights = endedRights;
        this.tickets = tickets;
        this.inUse = inUse;
        this.homes = homes;
    }

    /** Returns what a ticket says; refuses with INVALID_TICKET one that is forged, and one that is expired unless something is open with it. */
    Ticket ticket(String bearer) {
        Ticket ticket = tickets.recognise(bearer);
        if (!inUse.contains(ticket.id())) {
            tickets.requireFresh(ticket);
        }
        return ticket;
    }

    /** Takes note that something is open with a ticket, until {@link #closed}. */
    void opened(Ticket ticket) {
        inUse.begin(ticket.id());
    }

    /** Takes note that what was open with a ticket is so no longer. */
    void closed(Ticket ticket) {
        inUse.end(ticket.id());
    }

    /** Lets nobody in any more. */
    void close() {
        closing = true;
    }

    /**
     * Returns what the session is to the ticket's bearer; refuses whom it is not open to, and everybody while another node has it. Who
     * comes to publish brings it to this node.
     */
    Standing admit(Ticket ticket, Set<SessionState> open) {
        SessionId id = ticket.session();
        if (closing || !edge.isReady()) {
            throw new Refused(EDGE_NOT_READY, "The media edge is starting or stopping; try again", A_MOMENT);
        }
        Standing standing = sessions.standing(ticket)
                .orElseThrow(() -> new Refused(SESSION_NOT_FOUND, "There is no session %s".formatted(id)));
        if (standing.banned()) {
            throw new Refused(BANNED, "You are banned from this session");
        }
        if (!standing.mayKnow()) {
            throw new Refused(SESSION_NOT_FOUND, "There is no session %s".formatted(id));
        }
        if (!open.contains(standing.session().state())) {
            throw notOpen(standing.session().state());
        }
        refuseGone(ticket);
        if (Viewers.isViewer(ticket)) {
            homes.requireNotElsewhere(id);
        } else {
            homes.take(id);
        }
        return standing;
    }

    /** Refuses whose session ended, or who was put out, whatever the read model knows by now. */
    void refuseGone(Ticket ticket) {
        if (ended.contains(ticket.session())) {
            throw new Refused(INVALID_TRANSITION, "The session is %s".formatted(SessionState.ENDING));
        }
        if (endedRights.isEnded(ticket) || endedRights.isClosedTo(ticket)) {
            throw new Refused(
                    INVALID_TICKET, "You left, signed out, or were put out, since this ticket was issued; join again");
        }
    }

    /** Returns where the edge is. */
    LocalEdge here() {
        return new LocalEdge(edge.candidates(), edge.fingerprint());
    }

    /** Who comes before the time is told to come again (draft-ietf-wish-whep, session management), who comes after it is not. */
    private static Refused notOpen(SessionState state) {
        boolean early = state == SessionState.PENDING || state == SessionState.STARTING;
        return new Refused(INVALID_TRANSITION, "The session is %s".formatted(state), early ? A_MOMENT : null);
    }
}
