package live.griot.edge.transport;

import java.security.SecureRandom;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.MediaPacket;
import live.griot.edge.sfu.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * One stream towards a viewer, and what it is fed with: the encoding that is sent now, and the one that is to be sent from its next key
 * frame on. Not thread-safe: owned by the viewer's egress loop.
 */
final class EgressTrack {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** A receiver assumes that a stream it has just met has not rolled over. */
    private static final int FIRST_SEQUENCES = 0x4000;

    private static final String CANONICAL_NAME = "griot";

    private final ViewerEgress viewer;
    private final String id;
    private final RtpParameters rtp;
    private final Subscription subscription;
    private final RtcpWriter writer = new RtcpWriter();
    private @Nullable Publication current;
    private int currentLayer;
    private @Nullable Publication target;
    private int targetLayer;
    private Preference preference = Preference.ANY;
    private @Nullable SubscriptionState told;

    /** Makes one that is fed with nothing yet; {@code id} is the subscription's name, empty for a part of the programme. */
    EgressTrack(ViewerEgress viewer, String id, RtpParameters rtp) {
        this.viewer = viewer;
        this.id = id;
        this.rtp = rtp;
        this.subscription = new Subscription(
                new Subscription.Outgoing(
                        rtp.ssrc(),
                        rtp.payloadType(),
                        rtp.rtxSsrc(),
                        rtp.rtxPayloadType(),
                        rtp.kind() == MediaKind.VIDEO,
                        rtp.codec().clockRate()),
                RANDOM.nextInt(FIRST_SEQUENCES),
                RANDOM.nextInt(FIRST_SEQUENCES));
    }

    ViewerEgress viewer() {
        return viewer;
    }

    MediaKind kind() {
        return rtp.kind();
    }

    boolean isSentAs(int ssrc) {
        return subscription.outgoing().ssrc() == ssrc;
    }

    /** Feeds it with a publication's encoding from the next key frame on; null for nothing. */
    void feedWith(@Nullable Publication publication, int layer) {
        if (publication != null && publication.equals(target) && layer == targetLayer) {
            return;
        }
        Publication before = target;
        target = publication;
        targetLayer = layer;
        if (publication != null && !publication.equals(before) && !publication.equals(current)) {
            viewer.loop().receive(publication, this);
        }
        if (before != null && !before.equals(publication) && !before.equals(current)) {
            viewer.loop().leave(before, this);
        }
        if (publication == null) {
            dropCurrent();
        }
        wantKeyFrame();
    }

    private void dropCurrent() {
        if (current != null && !current.equals(target)) {
            viewer.loop().leave(current, this);
        }
        current = null;
    }

    /** Is told that a publication is gone. */
    void ended(Publication publication) {
        if (publication.equals(target)) {
            feedWith(null, 0);
        } else if (publication.equals(current)) {
            dropCurrent();
        }
    }

    /** Asks the publisher for a key frame of what is to be sent. */
    void wantKeyFrame() {
        Publication wanted = target;
        if (wanted != null && kind() == MediaKind.VIDEO) {
            wanted.publisher().wantKeyFrame(wanted.encodings().get(targetLayer));
        }
    }

    /** Says what the viewer wishes. */
    void prefer(Preference wish) {
        preference = wish;
        aim();
    }

    /** Chooses the encoding to send: the largest that is wished for and comes. */
    void aim() {
        Publication wanted = target;
        if (wanted != null) {
            int highest = Math.min(preference.maximumLayer(), wanted.encodings().size() - 1);
            int layer = highest;
            while (layer > preference.minimumLayer()
                    && !wanted.encodings().get(layer).isLive()) {
                layer--;
            }
            feedWith(wanted, wanted.encodings().get(layer).isLive() ? layer : highest);
        }
    }

    /** Returns how it fares if that is otherwise than it was told before, and notes that it is told; else null. */
    @Nullable
    SubscriptionState news() {
        SubscriptionState now = state();
        if (now.equals(told)) {
            return null;
        }
        told = now;
        return now;
    }

    private SubscriptionState state() {
        int layers = target == null ? 0 : target.encodings().size();
        boolean flows = current != null && flow() == SubscriptionState.Flow.FLOWING;
        return new SubscriptionState(id, flow(), flows ? currentLayer : -1, layers);
    }

    private SubscriptionState.Flow flow() {
        if (target == null) {
            return SubscriptionState.Flow.ENDED;
        }
        if (!target.isPermitted()) {
            return SubscriptionState.Flow.SWITCHED_OFF;
        }
        if (!preference.visible()) {
            return SubscriptionState.Flow.PAUSED_FOR_INVISIBILITY;
        }
        return current == null ? SubscriptionState.Flow.WAITING : SubscriptionState.Flow.FLOWING;
    }

    /** Returns whether the track sends, or waits for, packets of that encoding. */
    boolean wants(MediaBatch batch) {
        return preference.visible() && (isCurrent(batch) || isTarget(batch));
    }

    private boolean isCurrent(MediaBatch batch) {
        return batch.publication().equals(current) && batch.encoding().layer() == currentLayer;
    }

    private boolean isTarget(MediaBatch batch) {
        return batch.publication().equals(target) && batch.encoding().layer() == targetLayer;
    }

    /** Writes what a batch means to this track. */
    void forward(MediaBatch batch, PacketSealer sealer) {
        int commonSize = kind() == MediaKind.VIDEO && sealer.gathers() ? batch.largestPayload() : 0;
        for (MediaPacket packet : batch.packets()) {
            if (!isCurrent(batch) && !(isTarget(batch) && begins(packet))) {
                continue;
            }
            int length = subscription.forward(packet, MediaBatch.padding(packet, commonSize), sealer.plain(), 0);
            if (length > 0) {
                viewer.seal(sealer, length);
            }
        }
    }

    /** Switches to what is to be sent if it can begin with this packet. */
    private boolean begins(MediaPacket packet) {
        if (kind() == MediaKind.VIDEO && !packet.startsKeyFrame()) {
            return false;
        }
        dropCurrent();
        current = target;
        currentLayer = targetLayer;
        return true;
    }

    /** Sends again what the viewer misses, if there still is such a packet. */
    void retransmit(int sequenceNumber, long nowNanos, PacketSealer sealer) {
        int length = subscription.retransmit(sequenceNumber, nowNanos, sealer.plain(), 0);
        if (length > 0) {
            viewer.seal(sealer, length);
        }
    }

    /** Passes a publisher's report on, so that lips match; its clock stays the publisher's. */
    void pass(SenderReport report, PacketSealer sealer) {
        if (subscription.forwards(report.source())) {
            int ssrc = subscription.outgoing().ssrc();
            writer.reset()
                    .senderReport(
                            ssrc,
                            report.ntpTime(),
                            subscription.timestampOf(report.rtpTimestamp()),
                            subscription.packetsSent(),
                            subscription.octetsSent())
                    .sourceDescription(ssrc, CANONICAL_NAME);
            viewer.sendRtcp(sealer, writer);
        }
    }

    /** Is told that nothing will be sent any more. */
    void end() {
        feedWith(null, 0);
    }
}
