package live.griot.edge.control;

import static live.griot.api.refusal.RefusalCode.BANNED;
import static live.griot.api.refusal.RefusalCode.EDGE_NOT_READY;
import static live.griot.api.refusal.RefusalCode.FORBIDDEN;
import static live.griot.api.refusal.RefusalCode.INVALID_TICKET;
import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;
import static live.griot.api.refusal.RefusalCode.NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.identity.Tickets;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionState;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.edge.signaling.AnswerForPublisher;
import live.griot.edge.signaling.AnswerForViewer;
import live.griot.edge.signaling.IceFragment;
import live.griot.edge.signaling.IceSession;
import live.griot.edge.signaling.IfMatch;
import live.griot.edge.signaling.LocalEdge;
import live.griot.edge.signaling.Negotiated;
import live.griot.edge.signaling.PeerDoor;
import live.griot.edge.signaling.PeerResource;
import live.griot.edge.signaling.PeerRole;
import live.griot.edge.signaling.RestartedIce;
import live.griot.edge.transport.MediaEdge;
import live.griot.edge.transport.PublishedTrack;
import live.griot.edge.transport.PublisherParameters;
import live.griot.edge.transport.TrackSource;
import org.springframework.stereotype.Component;

/** Everybody who is connected, or about to be: checks the ticket and the session's state, answers the offer, opens the connection. */
@Component
class Peers implements PeerDoor {
    private static final Set<SessionState> OPEN_TO_THE_HOST = Set.of(SessionState.STARTING, SessionState.LIVE);
    private static final Set<SessionState> OPEN_TO_VIEWERS = Set.of(SessionState.LIVE);
    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final int ID_BYTES = 16;

    private final Tickets tickets;
    private final Sessions sessions;
    private final MediaEdge edge;
    private final Publishers publishers;
    private final Viewers viewers;
    private final EndedSessions ended;
    private final PutOut putOut;
    private final Clock clock;
    private final AnswerForPublisher forPublisher;
    private final AnswerForViewer forViewer;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();
    private volatile boolean closing;

    Peers(
            Tickets tickets,
            Sessions sessions,
            MediaEdge edge,
            Publishers publishers,
            Viewers viewers,
            EndedSessions ended,
            PutOut putOut,
            Clock clock,
            EdgeProperties properties) {
        this.tickets = tickets;
        this.sessions = sessions;
        this.edge = edge;
        this.publishers = publishers;
        this.viewers = viewers;
        this.ended = ended;
        this.putOut = putOut;
        this.clock = clock;
        this.forPublisher = new AnswerForPublisher(random, properties.startBitrate());
        this.forViewer = new AnswerForViewer(random);
    }

    @Override
    public Ticket admit(String bearer) {
        return tickets.verify(bearer);
    }

    @Override
    public PeerResource publish(Ticket ticket, String offer) {
        LocalEdge here = readyFor(ticket, OPEN_TO_THE_HOST);
        onlyTheHost(ticket);
        Negotiated agreed = forPublisher.to(offer, here);
        Peer peer = enter(PeerRole.PUBLISHER, ticket, agreed);
        publishers.replaceBy(peer);
        PublisherListener listener = new PublisherListener(publishers, peer, () -> forget(peer));
        try {
            peer.connectedBy(edge.publish(
                    ticket.session().value(),
                    new PublisherParameters(
                            participant(ticket),
                            agreed.transport(),
                            agreed.asCameraAndMicrophone(),
                            EnumSet.allOf(TrackSource.class)),
                    listener));
        } catch (RuntimeException failure) {
            listener.onClosed();
            throw failure;
        }
        return entered(peer, agreed);
    }

    @Override
    public PeerResource play(Ticket ticket, String offer) {
        LocalEdge here = readyFor(ticket, OPEN_TO_VIEWERS);
        List<PublishedTrack> published = edge.publications(ticket.session().value());
        if (published.isEmpty()) {
            throw new Refused(INVALID_TRANSITION, "The host's media is away for the moment; try again", A_MOMENT);
        }
        Negotiated agreed = forViewer.to(offer, published, here);
        viewers.takePlace(ticket.session());
        Peer peer = enter(PeerRole.VIEWER, ticket, agreed);
        viewers.replaceBy(peer);
        ViewerListener listener = new ViewerListener(viewers, peer, () -> forget(peer));
        try {
            peer.connectedBy(edge.play(
                    ticket.session().value(), participant(ticket), agreed.transport(), agreed.tracks(), listener));
        } catch (RuntimeException failure) {
            listener.onClosed();
            throw failure;
        }
        return entered(peer, agreed);
    }

    @Override
    public void find(PeerRole role, String resourceId) {
        peer(role, resourceId);
    }

    @Override
    public Optional<RestartedIce> patch(PeerRole role, String resourceId, IceFragment fragment, IfMatch condition) {
        Peer peer = peer(role, resourceId);
        return peer.ice.patch(fragment, condition, here(), peer::restart);
    }

    @Override
    public void leave(PeerRole role, String resourceId) {
        Peer peer = peer(role, resourceId);
        forget(peer);
        peer.leave();
    }

    /** Lets everyone go and nobody in any more; returns whether all were gone in time. */
    boolean letEveryoneGo(Duration atMost) {
        closing = true;
        List<Peer> here = List.copyOf(peers.values());
        here.forEach(Peer::leave);
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            for (Peer peer : here) {
                if (!peer.awaitGone(deadline - System.nanoTime())) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Closes what a person has open in a session with tickets that are good no longer since they were put out. */
    void letGo(SessionId session, UserId person) {
        letGo(peer -> peer.ticket.session().equals(session)
                && person.equals(peer.ticket.user())
                && putOut.contains(peer.ticket));
    }

    /** Closes what those have open in a session, now private, who have neither an account nor came by a link. */
    void letStrangersGo(SessionId session) {
        letGo(peer -> peer.ticket.session().equals(session) && putOut.contains(peer.ticket));
    }

    /** Closes what was open with a ticket when its bearer said goodbye. */
    void letGo(AttendanceId attendance, Instant at) {
        letGo(peer -> peer.ticket.id().equals(attendance) && !peer.since.isAfter(at));
    }

    private void letGo(Predicate<Peer> whom) {
        peers.values().stream().filter(whom).forEach(peer -> {
            forget(peer);
            peer.leave();
        });
    }

    /** Who has no account is known by their attendance. */
    private static String participant(Ticket ticket) {
        return ticket.user() == null ? ticket.id().value() : ticket.user().value();
    }

    private LocalEdge readyFor(Ticket ticket, Set<SessionState> open) {
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
        return here();
    }

    /** Who comes before the time is told to come again (draft-ietf-wish-whep, session management), who comes after it is not. */
    private static Refused notOpen(SessionState state) {
        boolean early = state == SessionState.PENDING || state == SessionState.STARTING;
        return new Refused(INVALID_TRANSITION, "The session is %s".formatted(state), early ? A_MOMENT : null);
    }

    private LocalEdge here() {
        return new LocalEdge(edge.candidates(), edge.fingerprint());
    }

    /** A ticket outlives a handover; who was host when it was issued publishes no longer. */
    private void onlyTheHost(Ticket ticket) {
        boolean host = sessions.find(ticket.session())
                .filter(session -> session.host().equals(ticket.user()))
                .isPresent();
        if (!host) {
            throw new Refused(FORBIDDEN, "Only the host publishes");
        }
    }

    private Peer enter(PeerRole role, Ticket ticket, Negotiated agreed) {
        Peer peer = new Peer(freshId(), role, ticket, new IceSession(agreed), clock.instant());
        peers.put(peer.id, peer);
        return peer;
    }

    /** The session may have ended, or the bearer been put out, while the peer came in; then one of the two sides sees the other. */
    private PeerResource entered(Peer peer, Negotiated agreed) {
        if (ended.contains(peer.ticket.session()) || putOut.contains(peer.ticket)) {
            forget(peer);
            peer.leave();
            refuseGone(peer.ticket);
        }
        return new PeerResource(peer.id, peer.ice.tag(), agreed.answer());
    }

    private void refuseGone(Ticket ticket) {
        if (ended.contains(ticket.session())) {
            throw new Refused(INVALID_TRANSITION, "The session is %s".formatted(SessionState.ENDING));
        }
        if (putOut.contains(ticket)) {
            throw new Refused(INVALID_TICKET, "You left, or were put out, since this ticket was issued; join again");
        }
    }

    private Peer peer(PeerRole role, String resourceId) {
        Peer peer = peers.get(resourceId);
        if (peer == null || peer.role != role) {
            throw new Refused(NOT_FOUND, "Nobody is connected here, or not any more");
        }
        return peer;
    }

    private void forget(Peer peer) {
        if (peers.remove(peer.id) != null && peer.role == PeerRole.VIEWER) {
            viewers.givePlaceBack(peer.ticket.session());
        }
    }

    private String freshId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
