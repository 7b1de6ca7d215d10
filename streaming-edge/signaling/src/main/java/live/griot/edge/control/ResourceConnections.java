package live.griot.edge.control;

import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;
import static live.griot.api.refusal.RefusalCode.NOT_FOUND;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionType;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.IceFragment;
import live.griot.edge.signaling.IceSession;
import live.griot.edge.signaling.IfMatch;
import live.griot.edge.signaling.PeerResource;
import live.griot.edge.signaling.PeerRole;
import live.griot.edge.signaling.ResourceAdmission;
import live.griot.edge.signaling.RestartedIce;
import live.griot.edge.signaling.negotiation.AnswerForPublisher;
import live.griot.edge.signaling.negotiation.AnswerForViewer;
import live.griot.edge.signaling.negotiation.Negotiated;
import org.springframework.stereotype.Component;

/** Everybody who came by WHIP or WHEP: checks the ticket and the session's state, answers the offer, opens the connection. */
@Component
class ResourceConnections implements ResourceAdmission {
    private static final Set<SessionState> OPEN_TO_THE_STAGE = Set.of(SessionState.STARTING, SessionState.LIVE);
    private static final Set<SessionState> OPEN_TO_VIEWERS = Set.of(SessionState.LIVE);
    private static final int ID_BYTES = 16;

    private final EdgeAdmission admission;
    private final MediaEdge edge;
    private final Publishing publishing;
    private final Viewers viewers;
    private final AnswerForPublisher forPublisher;
    private final AnswerForViewer forViewer;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, ResourceConnection> byId = new ConcurrentHashMap<>();

    ResourceConnections(
            EdgeAdmission admission,
            MediaEdge edge,
            Publishing publishing,
            Viewers viewers,
            EdgeProperties properties) {
        this.admission = admission;
        this.edge = edge;
        this.publishing = publishing;
        this.viewers = viewers;
        this.forPublisher = new AnswerForPublisher(random, properties.startBitrate());
        this.forViewer = new AnswerForViewer(random);
    }

    @Override
    public Ticket admit(String bearer) {
        return admission.ticket(bearer);
    }

    @Override
    public PeerResource publish(Ticket ticket, String offer) {
        SessionType type = admission.admit(ticket, OPEN_TO_THE_STAGE).session().type();
        publishing.requireOnStage(ticket);
        Negotiated agreed = forPublisher.to(offer, admission.here());
        ResourceConnection peer = peer(PeerRole.PUBLISHER, ticket, agreed);
        remember(peer);
        TrackSource picture = type == SessionType.SCREEN ? TrackSource.SCREEN : TrackSource.CAMERA;
        var _ = publishing.open(
                peer, agreed.transport(), agreed.tracksFrom(TrackSource.MICROPHONE, picture), () -> forget(peer));
        return entered(peer, agreed);
    }

    @Override
    public PeerResource play(Ticket ticket, String offer) {
        var _ = admission.admit(ticket, OPEN_TO_VIEWERS);
        List<PublishedTrack> published = edge.publications(ticket.session().value());
        if (published.isEmpty()) {
            throw new Refused(
                    INVALID_TRANSITION, "The host's media is away for the moment; try again", EdgeAdmission.A_MOMENT);
        }
        Negotiated agreed = forViewer.to(offer, published, admission.here());
        ResourceConnection peer = peer(PeerRole.VIEWER, ticket, agreed);
        peer.place = viewers.places().take(ticket, null, () -> letGo(peer));
        remember(peer);
        viewers.replaceBy(peer);
        ViewerListener listener = new ViewerListener(viewers, peer, () -> forget(peer));
        try {
            peer.connectedBy(edge.play(
                    ticket.session().value(), peer.participant(), agreed.transport(), agreed.tracks(), listener));
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
        ResourceConnection peer = peer(role, resourceId);
        return peer.ice.patch(fragment, condition, admission.here(), peer::restart);
    }

    @Override
    public void leave(PeerRole role, String resourceId) {
        letGo(peer(role, resourceId));
    }

    /** Lets everyone go; returns whether all were gone in time. */
    boolean letEveryoneGo(Duration atMost) {
        List<ResourceConnection> here = List.copyOf(byId.values());
        here.forEach(PeerConnection::leave);
        return PeerConnection.awaitGone(here, atMost);
    }

    /** Closes what those publish, or play, whose tickets are good no longer. */
    void letGo(PeerRole role, Predicate<Ticket> whose) {
        byId.values().stream()
                .filter(peer -> peer.role == role && whose.test(peer.ticket))
                .forEach(this::letGo);
    }

    /** Returns the sessions for which somebody is here. */
    Set<SessionId> sessions() {
        return byId.values().stream().map(peer -> peer.ticket.session()).collect(Collectors.toSet());
    }

    /** Returns the sessions for which somebody of that role is here. */
    Set<SessionId> sessions(PeerRole role) {
        return byId.values().stream()
                .filter(peer -> peer.role == role)
                .map(peer -> peer.ticket.session())
                .collect(Collectors.toSet());
    }

    private void letGo(ResourceConnection peer) {
        forget(peer);
        peer.leave();
    }

    private ResourceConnection peer(PeerRole role, Ticket ticket, Negotiated agreed) {
        return new ResourceConnection(freshId(), role, ticket, new IceSession(agreed));
    }

    /** The session may have ended, or the bearer been put out, while the peer came in; then one of the two sides sees the other. */
    private PeerResource entered(ResourceConnection peer, Negotiated agreed) {
        try {
            admission.refuseGone(peer.ticket);
        } catch (Refused gone) {
            letGo(peer);
            throw gone;
        }
        return new PeerResource(peer.id, peer.ice.tag(), agreed.answer());
    }

    private ResourceConnection peer(PeerRole role, String resourceId) {
        ResourceConnection peer = byId.get(resourceId);
        if (peer == null || peer.role != role) {
            throw new Refused(NOT_FOUND, "Nobody is connected here, or not any more");
        }
        return peer;
    }

    private void remember(ResourceConnection peer) {
        admission.opened(peer.ticket);
        byId.put(peer.id, peer);
    }

    private void forget(ResourceConnection peer) {
        if (byId.remove(peer.id, peer)) {
            admission.closed(peer.ticket);
        }
        if (peer.place != null) {
            peer.place.giveBack();
        }
    }

    private String freshId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
