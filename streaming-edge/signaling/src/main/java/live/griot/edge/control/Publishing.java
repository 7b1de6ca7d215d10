package live.griot.edge.control;

import static live.griot.api.refusal.RefusalCode.FORBIDDEN;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportParameters;
import live.griot.edge.signaling.Rights;
import org.springframework.stereotype.Component;

/**
 * Lets people on stage publish, by WHIP or by the signalling socket: what their seat and ticket allow, and of that what is switched on.
 * Thread-safe.
 */
@Component
class Publishing {
    private final MediaEdge edge;
    private final Publishers publishers;
    private final Stages stages;
    private final EdgeRooms rooms;

    Publishing(MediaEdge edge, Publishers publishers, Stages stages, EdgeRooms rooms) {
        this.edge = edge;
        this.publishers = publishers;
        this.stages = stages;
        this.rooms = rooms;
    }

    /** Refuses with FORBIDDEN who may send nothing. */
    void requireOnStage(Ticket ticket) {
        if (stages.rightsOf(ticket).mayPublish().isEmpty()) {
            throw new Refused(FORBIDDEN, "Only those on stage publish; who came on stage since joins again");
        }
    }

    /**
     * Opens the connection with which the peer publishes from now on. Whose seat is taken away meanwhile publishes nothing: either they
     * are seen here, or what takes it away sees them. Refuses with FORBIDDEN, and then the peer is gone.
     *
     * @param whenGone is run on one of the edge's loops: returns at once
     */
    PublisherHandle open(
            PeerConnection peer, TransportParameters transport, List<TrackParameters> tracks, Runnable whenGone) {
        String session = peer.ticket.session().value();
        PublisherListener listener = new PublisherListener(publishers, peer, whenGone);
        rooms.of(peer.ticket.session());
        publishers.replaceBy(peer);
        Set<TrackSource> permitted = permitted(peer);
        PublisherHandle connection;
        try {
            connection = edge.publish(
                    session, new PublisherParameters(peer.participant(), transport, tracks, permitted), listener);
        } catch (RuntimeException failure) {
            listener.onClosed();
            throw failure;
        }
        peer.connectedBy(connection);
        stages.hostOf(peer.ticket.session()).map(UserId::value).ifPresent(host -> edge.lead(session, host));
        try {
            requireOnStage(peer.ticket);
        } catch (Refused noMore) {
            peer.leave();
            throw noMore;
        }
        permitAgain(peer, permitted);
        return connection;
    }

    /** What was switched while the connection was opened may not have reached it. */
    private void permitAgain(PeerConnection peer, Set<TrackSource> told) {
        Set<TrackSource> now = permitted(peer);
        while (!now.equals(told)) {
            edge.permit(peer.ticket.session().value(), peer.participant(), now);
            told = now;
            now = permitted(peer);
        }
    }

    private Set<TrackSource> permitted(PeerConnection peer) {
        Rights rights = stages.rightsOf(peer.ticket);
        Set<TrackSource> permitted = EnumSet.noneOf(TrackSource.class);
        permitted.addAll(rights.on());
        permitted.retainAll(rights.mayPublish());
        return permitted;
    }
}
