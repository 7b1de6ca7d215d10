package live.griot.edge.ingest;

import java.util.List;
import live.griot.edge.congestion.ConnectionQualityMeter;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.handover.EgressCommand;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.handover.Latest;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.handover.ViewerFeedback;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TransportListener;
import live.griot.edge.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/**
 * A connection that receives. The ingest loop hears what its peer tells; an egress loop sends it what it gets, and is spoken to by commands
 * alone.
 */
final class ViewerTransport extends Transport {
    private final ViewerId id;
    private final HandoverQueue egress;
    private final Latest<ConnectionQualityMeter.@Nullable Sample> seen;

    /**
     * Makes one that a loop already looks after.
     *
     * @param egress the queue of that loop
     * @param seen what the loop sees of the connection
     */
    ViewerTransport(
            TransportOwner owner,
            String router,
            String participant,
            IceLiteSession ice,
            TransportListener listener,
            ViewerId id,
            HandoverQueue egress,
            Latest<ConnectionQualityMeter.@Nullable Sample> seen) {
        super(owner, router, participant, ice, listener);
        this.id = id;
        this.egress = egress;
        this.seen = seen;
    }

    /** Returns its id on both sides of the border. */
    ViewerId id() {
        return id;
    }

    /** Returns the queue of the loop that sends to it. */
    HandoverQueue egress() {
        return egress;
    }

    /** Learns what the peer answered to the edge's offer. */
    void answered(String remoteUfrag, String remoteFingerprint, DtlsRole role) {
        ice().answered(remoteUfrag);
        identify(remoteFingerprint, role);
    }

    /** Plays the programme by these tracks. */
    void play(List<RtpParameters> tracks, @Nullable PublicationView picture, @Nullable PublicationView sound) {
        egress.command(new EgressCommand.Play(id, tracks, picture, sound));
    }

    /** Subscribes to a publication, null where there is no such. */
    void subscribe(String subscriptionId, @Nullable PublicationView publication, RtpParameters rtp) {
        egress.command(new EgressCommand.Subscribe(id, subscriptionId, publication, rtp));
    }

    /** Ends a subscription. */
    void unsubscribe(String subscriptionId) {
        egress.command(new EgressCommand.Unsubscribe(id, subscriptionId));
    }

    /** Says what is wished of a subscription. */
    void prefer(String subscriptionId, Preference preference) {
        egress.command(new EgressCommand.Prefer(id, subscriptionId, preference));
    }

    @Override
    void onKeys(SrtpSender sealing, NetworkPath where) {
        egress.command(new EgressCommand.BeginSending(id, sealing, where));
    }

    @Override
    void onPath(NetworkPath newPath) {
        super.onPath(newPath);
        egress.command(new EgressCommand.Move(id, newPath));
    }

    @Override
    void onRtp(byte[] bytes, int length, long nowNanos) {
        owner().counters().dropped(DropReason.NOT_NEGOTIATED);
    }

    @Override
    void onRtcp(byte[] bytes, int length, long nowNanos) {
        if (!egress.offer(new ViewerFeedback(id, bytes, length, nowNanos))) {
            owner().counters().dropped(DropReason.HANDOVER_OVERFLOW);
        }
    }

    @Override
    void tick(long nowNanos) {
        // Its egress loop has timers of its own.
    }

    /** Returns what is seen of the connection; what its egress loop sees of it is a moment old. */
    ConnectionQualityMeter.Sample sample(long nowNanos) {
        long silentNanos = nowNanos - heardNanos();
        ConnectionQualityMeter.Sample now = seen.get();
        return now == null
                ? new ConnectionQualityMeter.Sample(0, 0, 0, 1, silentNanos)
                : new ConnectionQualityMeter.Sample(
                        now.lossShare(), now.roundTripNanos(), now.jitterNanos(), now.bitrateShare(), silentNanos);
    }

    @Override
    void onRemoved() {
        egress.command(new EgressCommand.RemoveViewer(id));
        super.onRemoved();
    }
}
