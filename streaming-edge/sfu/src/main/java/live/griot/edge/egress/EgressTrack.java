package live.griot.edge.egress;

import java.security.SecureRandom;
import java.util.Objects;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.LayerLimits;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.telemetry.StreamSample;
import org.jspecify.annotations.Nullable;

/**
 * One stream towards a viewer, and the publication that feeds it. It may be fed with another at any time, and goes on with the one before
 * until the other can begin. Not thread-safe: owned by the viewer's egress loop.
 */
final class EgressTrack {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** A receiver assumes that a stream it has just met has not rolled over. */
    private static final int FIRST_SEQUENCES = 0x4000;

    private static final long NEVER = Long.MIN_VALUE;

    private final Owner owner;
    private final RtpParameters rtp;
    private final Subscription subscription;
    private final LayerSelector layers;
    private final SubscriptionStatus status;
    private final KeyFrameThrottle keyFrames = new KeyFrameThrottle();
    private final TrackMeter meter = new TrackMeter();
    private @Nullable PublicationView feed;
    private @Nullable PublicationView feedBefore;
    private @Nullable EncodingView left;
    private long reportedNanos = NEVER;

    /** What a track asks of the viewer whose it is. */
    interface Owner {
        /** Lets packets of a publication be offered to a track. */
        void receive(PublicationView publication, EgressTrack track);

        /** Lets packets of a publication be offered to a track no more. */
        void leave(PublicationView publication, EgressTrack track);

        /** Asks for a key frame of an encoding. */
        void wantKeyFrame(PublicationView publication, EncodingView encoding);

        /** Asks for what a track can begin with: what came since a key frame a moment ago, or the next one. */
        void wantBeginning(EgressTrack track, PublicationView publication, EncodingView encoding);
    }

    /** Makes one that is fed with nothing yet; {@code id} is the subscription's, empty for a part of the programme. */
    EgressTrack(Owner owner, String id, RtpParameters rtp) {
        this.owner = owner;
        this.rtp = rtp;
        this.layers = new LayerSelector(rtp.kind(), rtp.extensions().dependencyDescriptor() > 0);
        this.subscription =
                new Subscription(Outgoing.of(rtp), RANDOM.nextInt(FIRST_SEQUENCES), RANDOM.nextInt(FIRST_SEQUENCES));
        this.status = new SubscriptionStatus(id, subscription, layers);
    }

    Subscription subscription() {
        return subscription;
    }

    LayerSelector layers() {
        return layers;
    }

    /** Notes how the viewer reports that it arrives: the lost share in 256ths, the jitter in units of the codec's clock. */
    void onReportBlock(int fractionLost, int jitter) {
        meter.onReportBlock(fractionLost, jitter);
    }

    /** Returns what was measured of it since this was last asked, or null where nothing flowed; the round trip is the viewer's. */
    @Nullable
    StreamSample sample(long roundTripNanos, long nowNanos) {
        return meter.sample(subscription, status.layer(), roundTripNanos, nowNanos);
    }

    MediaKind kind() {
        return rtp.kind();
    }

    private boolean isVideo() {
        return rtp.kind() == MediaKind.VIDEO;
    }

    /** Returns whether it is sent as that source, retransmissions not counted. */
    boolean isSentAs(int ssrc) {
        return rtp.ssrc() == ssrc;
    }

    /** Returns what feeds it, or null. */
    @Nullable
    PublicationView feed() {
        return feed;
    }

    /** Feeds it with a publication; null for nothing. What the viewer cannot decode feeds nothing, and leaves in place what does. */
    void feedWith(@Nullable PublicationView publication, long nowNanos) {
        if (publication != null && (publication.equals(feed) || !canDecode(publication.codec()))) {
            return;
        }
        stopFeedingWith(feedBefore);
        feedBefore = feed;
        feed = publication;
        if (publication != null) {
            owner.receive(publication, this);
        } else {
            stopFeedingWith(feedBefore);
            feedBefore = null;
        }
        layers.of(publication);
        if (publication == null) {
            subscription.pause();
        } else {
            settle(true, nowNanos);
        }
    }

    private boolean canDecode(Codec codec) {
        return rtp.codecs().stream().anyMatch(taken -> taken.codec() == codec);
    }

    private void stopFeedingWith(@Nullable PublicationView publication) {
        if (publication != null) {
            owner.leave(publication, this);
        }
    }

    /** Is told that a publication is gone. */
    void ended(PublicationView publication, long nowNanos) {
        if (publication.equals(feed)) {
            feedWith(null, nowNanos);
        } else if (publication.equals(feedBefore)) {
            stopFeedingWith(feedBefore);
            feedBefore = null;
        }
    }

    /**
     * Forwards from now on what was chosen, and asks for the key frame that this needs.
     *
     * @param hasRoom whether the way to the viewer takes more, so that an interrupted picture can go on
     */
    void settle(boolean hasRoom, long nowNanos) {
        PublicationView now = feed;
        if (now == null) {
            return;
        }
        EncodingView chosen = layers.chosen();
        EncodingView current = subscription.current();
        boolean fed = current != null && now.encodings().contains(current);
        if (layers.isPaused()) {
            subscription.pause();
        } else if (current == null || (fed && chosen == null)) {
            // The first picture is the first that comes, as long as it is not too large.
            select(null);
        } else {
            select(chosen == null ? layers.first() : chosen);
        }
        if (fed || layers.isPaused()) {
            stopFeedingWith(feedBefore);
            feedBefore = null;
        }
        if (subscription.wantsKeyFrame()
                && (!subscription.isInterrupted() || (hasRoom && keyFrames.mayResume(nowNanos)))) {
            wantBeginning();
        }
    }

    private void select(@Nullable EncodingView encoding) {
        LayerLimits limits = layers.limits();
        if (subscription.isPaused() || !Objects.equals(encoding, subscription.target())) {
            subscription.select(encoding, limits);
        } else if (!limits.equals(subscription.limits())) {
            subscription.limit(limits);
        }
    }

    /** Returns whether anything was sent of what is current. */
    boolean hasBegun() {
        return subscription.current() != null;
    }

    /** Asks for what a picture can begin with: of a moment ago for a track that has not begun, else a key frame. */
    void wantBeginning() {
        PublicationView now = feed;
        if (hasBegun()) {
            wantKeyFrame();
        } else if (now != null && isVideo() && now.isPermitted()) {
            owner.wantBeginning(this, now, keyFrameEncoding(now));
        }
    }

    /** Asks the publisher for a key frame of what is to be sent. */
    void wantKeyFrame() {
        PublicationView now = feed;
        if (now != null && isVideo() && now.isPermitted()) {
            owner.wantKeyFrame(now, keyFrameEncoding(now));
        }
    }

    private EncodingView keyFrameEncoding(PublicationView now) {
        EncodingView wanted = subscription.keyFrameEncoding();
        boolean known = wanted != null && now.encodings().contains(wanted);
        return wanted != null && known ? wanted : layers.first();
    }

    /** Returns whether the packets of a batch are, or may become, what is sent. */
    boolean wants(EgressBatch batch) {
        if (subscription.isPaused()) {
            return false;
        }
        EncodingView encoding = batch.encoding();
        EncodingView target = subscription.target();
        return encoding.equals(subscription.current())
                || encoding.equals(left)
                || (target == null
                        ? batch.publication().equals(feed) && layers.allows(encoding)
                        : encoding.equals(target));
    }

    /**
     * Returns the size up to which payloads of a batch are padded, so that they leave together; 0 for none.
     *
     * @param largest the most bytes of a payload of all pictures that leave now, 0 where nothing is gained
     */
    int commonSize(EgressBatch batch, int largest) {
        return isVideo() && largest > 0 ? batch.commonSize(largest) : 0;
    }

    /**
     * Writes what a packet means to this track, plain; returns its length, or 0 when that is nothing. When there was something to write
     * there may be more: {@link #forwardHeld} is to be called until there is not.
     */
    int forward(MediaPacket packet, int commonSize, byte[] to) {
        EncodingView before = subscription.current();
        int length = subscription.forward(packet, EgressBatch.padding(packet, commonSize), to, 0);
        if (before != null && !before.equals(subscription.current())) {
            left = before;
        }
        return length;
    }

    /** Writes what came before and belongs behind it; returns its length, or 0 when there is no more. */
    int forwardHeld(byte[] to) {
        return subscription.forwardHeld(to, 0);
    }

    /** Leaves a packet out for good, without a hole where it would have been; a picture goes on with the next key frame. */
    void skip(MediaPacket packet) {
        subscription.skip(packet);
    }

    /** Returns whether a viewer's request for a key frame is heard: not so soon after another that both mean the same. */
    boolean mayAskForKeyFrame(long nowNanos) {
        return keyFrames.mayAsk(nowNanos);
    }

    /** Writes again what the viewer misses; returns its length, or 0 when there is none, or it was sent often enough. */
    int retransmit(int sequenceNumber, long nowNanos, long roundTripNanos, byte[] to) {
        return subscription.retransmit(sequenceNumber, nowNanos, roundTripNanos, to, 0);
    }

    /** Writes a packet that says nothing new, of that size or less; returns its length, or 0 when there is none. */
    int probe(int size, long nowNanos, byte[] to) {
        return subscription.carriesTransportSequence() ? subscription.probe(size, nowNanos, to, 0) : 0;
    }

    /** Returns whether a report of it is due, and can be made. */
    boolean isReportDue(long nowNanos, long intervalNanos) {
        return subscription.hasStarted()
                && subscription.packetsSent() > 0
                && (reportedNanos == NEVER || nowNanos - reportedNanos >= intervalNanos);
    }

    /** Notes that a report is being sent. */
    Subscription reported(long nowNanos) {
        reportedNanos = nowNanos;
        return subscription;
    }

    /** Returns how it fares if that is otherwise than it was told before, and notes that it is told; else null. */
    @Nullable
    SubscriptionState news() {
        return status.news(feed);
    }

    /** Is told that nothing will be sent any more. */
    void end(long nowNanos) {
        feedWith(null, nowNanos);
    }
}
