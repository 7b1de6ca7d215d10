package live.griot.edge.transport;

import java.util.List;
import live.griot.edge.congestion.ConnectionQualityMeter;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.TransportListener;
import live.griot.edge.sfu.TransportParameters;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpSender;

/** A peer that receives. The ingest loop hears what it tells; its egress loop sends it what it gets. */
final class ViewerPeer extends Peer {
    private final EgressLoop egress;
    private final ViewerEgress sending;

    private ViewerPeer(
            Router router, String participant, IceLiteSession ice, TransportListener listener, ViewerEgress sending) {
        super(router, participant, ice, listener, router.loop().now());
        this.egress = sending.loop();
        this.sending = sending;
        egress.execute(() -> egress.add(sending));
    }

    /** Makes one that subscribes to publications. */
    static ViewerPeer subscriber(
            Router router, String participant, IceLiteSession ice, SubscriberHandle.Listener listener) {
        ViewerEgress sending = new ViewerEgress(router.loop().nextEgress(), router, listener::onStates);
        return new ViewerPeer(router, participant, ice, listener, sending);
    }

    /** Makes one that plays the programme. */
    static ViewerPeer player(
            Router router,
            String participant,
            TransportParameters transport,
            List<RtpParameters> tracks,
            TransportListener listener) {
        ViewerEgress sending = new ViewerEgress(router.loop().nextEgress(), router, states -> {});
        IceLiteSession ice = new IceLiteSession(transport.local(), transport.remoteUfrag());
        ViewerPeer player = new ViewerPeer(router, participant, ice, listener, sending);
        player.identify(transport.remoteFingerprint(), transport.role());
        Programme programme = router.programme();
        Publication picture = programme.picture();
        Publication sound = programme.sound();
        player.egress.execute(() -> player.egress.play(router, sending, tracks, picture, sound));
        return player;
    }

    /** Learns what the peer answered to the edge's offer. */
    void answered(String remoteUfrag, String remoteFingerprint, DtlsRole role) {
        ice().answered(remoteUfrag);
        identify(remoteFingerprint, role);
    }

    /** Subscribes to a publication. */
    void subscribe(String id, String publicationId, RtpParameters rtp) {
        Publication publication = router().publication(publicationId);
        egress.execute(() -> sending.subscribe(id, publication, rtp, egress.now()));
    }

    /** Ends a subscription. */
    void unsubscribe(String id) {
        egress.execute(() -> sending.unsubscribe(id));
    }

    /** Says what is wished of a subscription. */
    void prefer(String id, Preference preference) {
        egress.execute(() -> sending.prefer(id, preference));
    }

    @Override
    void onKeys(SrtpMasterKey server, NetworkPath where) {
        SrtpSender sender = new SrtpSender(server);
        egress.execute(() -> sending.begin(sender, where));
    }

    @Override
    void onPath(NetworkPath newPath) {
        super.onPath(newPath);
        egress.execute(() -> sending.moveTo(newPath));
    }

    @Override
    void onRtp(byte[] bytes, int length, long nowNanos) {
        loop().counters().dropped(DropReason.NOT_NEGOTIATED);
    }

    @Override
    void onRtcp(byte[] bytes, int length, long nowNanos) {
        loop().outbox().add(egress, new ViewerFeedback(sending, bytes, length, nowNanos));
    }

    @Override
    void tick(long nowNanos) {
        // Its egress loop has a tick of its own.
    }

    /** Returns what is seen of the connection; what its egress loop sees of it is a moment old. */
    ConnectionQualityMeter.Sample sample(long nowNanos) {
        long silentNanos = nowNanos - heardNanos();
        ConnectionQualityMeter.Sample seen = sending.seen();
        return seen == null
                ? new ConnectionQualityMeter.Sample(0, 0, 0, 1, silentNanos)
                : new ConnectionQualityMeter.Sample(
                        seen.lossShare(), seen.roundTripNanos(), seen.jitterNanos(), seen.bitrateShare(), silentNanos);
    }

    @Override
    void onRemoved() {
        egress.execute(() -> egress.remove(router(), sending));
        super.onRemoved();
    }
}
