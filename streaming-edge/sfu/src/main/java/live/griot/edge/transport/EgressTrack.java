package live.griot.edge.transport;

import java.security.SecureRandom;
import java.util.Objects;
import live.griot.edge.forwarding.Encoding;
import live.griot.edge.forwarding.LayerLimits;
import live.griot.edge.forwarding.MediaPacket;
import live.griot.edge.forwarding.Outgoing;
import live.griot.edge.forwarding.OutgoingExtensions;
import live.griot.edge.forwarding.PayloadFormat;
import live.griot.edge.forwarding.Subscription;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriptionState;
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

    private final ViewerEgress viewer;
    private final String id;
    private final RtpParameters rtp;
    private final Subscription subscription;
    private final LayerChoice choice;
    private @Nullable Publication feed;
    private @Nullable Publication feedBefore;
    private @Nullable Encoding left;
    private @Nullable SubscriptionState told;
    private long reportedNanos = NEVER;

    /** Makes one that is fed with nothing yet; {@code id} is the subscription's name, empty for a part of the programme. */
    EgressTrack(ViewerEgress viewer, String id, RtpParameters rtp) {
        this.viewer = viewer;
        this.id = id;
        this.rtp = rtp;
        ExtensionIds ids = rtp.extensions();
        this.choice = new LayerChoice(rtp.kind(), ids.dependencyDescriptor() > 0);
        this.subscription = new Subscription(
                new Outgoing(
                        rtp.ssrc(),
                        rtp.rtxSsrc(),
                        rtp.codecs().stream()
                                .map(codec ->
                                        new PayloadFormat(codec.codec(), codec.payloadType(), codec.rtxPayloadType()))
                                .toList(),
                        new OutgoingExtensions(
                                ids.transportCc(), ids.mid(), rtp.mid(), ids.audioLevel(), ids.dependencyDescriptor())),
                RANDOM.nextInt(FIRST_SEQUENCES),
                RANDOM.nextInt(FIRST_SEQUENCES));
    }

    ViewerEgress viewer() {
        return viewer;
    }

    Subscription subscription() {
        return subscription;
    }

    LayerChoice choice() {
        return choice;
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
    Publication feed() {
        return feed;
    }

    /** Feeds it with a publication; null for nothing. What the viewer cannot decode feeds nothing, and leaves in place what does. */
    void feedWith(@Nullable Publication publication) {
        if (publication != null && (publication.equals(feed) || !canDecode(publication.codec()))) {
            return;
        }
        stopFeedingWith(feedBefore);
        feedBefore = feed;
        feed = publication;
        if (publication != null) {
            viewer.loop().receive(publication, this);
        } else {
            stopFeedingWith(feedBefore);
            feedBefore = null;
        }
        choice.of(publication);
        if (publication == null) {
            subscription.pause();
        } else {
            settle();
        }
    }

    private boolean canDecode(Codec codec) {
        return rtp.codecs().stream().anyMatch(taken -> taken.codec() == codec);
    }

    private void stopFeedingWith(@Nullable Publication publication) {
        if (publication != null) {
            viewer.loop().leave(publication, this);
        }
    }

    /** Is told that a publication is gone. */
    void ended(Publication publication) {
        if (publication.equals(feed)) {
            feedWith(null);
        } else if (publication.equals(feedBefore)) {
            stopFeedingWith(feedBefore);
            feedBefore = null;
        }
    }

    /** Forwards from now on what was chosen, and asks for the key frame that this needs. */
    void settle() {
        Publication now = feed;
        if (now == null) {
            return;
        }
        Encoding chosen = choice.chosen();
        Encoding current = subscription.current();
        boolean fed = current != null && now.encodings().contains(current);
        if (choice.isPaused()) {
            subscription.pause();
        } else if (current == null || (fed && chosen == null)) {
            // The first picture is the first that comes, as long as it is not too large.
            select(null);
        } else {
            select(chosen == null ? choice.first() : chosen);
        }
        if (fed || choice.isPaused()) {
            stopFeedingWith(feedBefore);
            feedBefore = null;
        }
        if (subscription.wantsKeyFrame()) {
            wantBeginning();
        }
    }

    private void select(@Nullable Encoding encoding) {
        LayerLimits limits = choice.limits();
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
        Publication now = feed;
        if (hasBegun()) {
            wantKeyFrame();
        } else if (now != null && isVideo() && now.isPermitted()) {
            now.publisher().begin(this, now, keyFrameEncoding(now));
        }
    }

    /** Asks the publisher for a key frame of what is to be sent. */
    void wantKeyFrame() {
        Publication now = feed;
        if (now != null && isVideo() && now.isPermitted()) {
            now.publisher().wantKeyFrame(keyFrameEncoding(now));
        }
    }

    private Encoding keyFrameEncoding(Publication now) {
        Encoding wanted = subscription.keyFrameEncoding();
        boolean known = wanted != null && now.encodings().contains(wanted);
        return wanted != null && known ? wanted : choice.first();
    }

    /** Returns whether packets of that encoding are, or may become, what is sent. */
    boolean wants(MediaBatch batch) {
        if (subscription.isPaused()) {
            return false;
        }
        Encoding encoding = batch.encoding();
        Encoding target = subscription.target();
        return encoding.equals(subscription.current())
                || encoding.equals(left)
                || (target == null
                        ? batch.publication().equals(feed) && choice.allows(encoding)
                        : encoding.equals(target));
    }

    /** Writes what a batch means to this track. */
    void forward(MediaBatch batch, PacketSealer sealer, long nowNanos) {
        int commonSize = isVideo() && sealer.gathers() ? batch.largestPayload() : 0;
        Encoding before = subscription.current();
        for (MediaPacket packet : batch.packets()) {
            int padding = MediaBatch.padding(packet, commonSize);
            int length = subscription.forward(packet, padding, sealer.plain(), 0);
            while (length > 0) {
                viewer.seal(this, length, sealer, nowNanos);
                length = subscription.forwardHeld(sealer.plain(), 0);
            }
        }
        if (before != null && !before.equals(subscription.current())) {
            left = before;
        }
    }

    /** Sends again what the viewer misses, if there still is such a packet. */
    void retransmit(int sequenceNumber, PacketSealer sealer, long nowNanos) {
        viewer.seal(this, subscription.retransmit(sequenceNumber, nowNanos, sealer.plain(), 0), sealer, nowNanos);
    }

    /** Sends a packet that says nothing new, of that size or less; returns whether there was one. */
    boolean probe(int size, PacketSealer sealer, long nowNanos) {
        int length =
                subscription.carriesTransportSequence() ? subscription.probe(size, nowNanos, sealer.plain(), 0) : 0;
        viewer.seal(this, length, sealer, nowNanos);
        return length > 0;
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
        SubscriptionState now = state();
        if (now.equals(told)) {
            return null;
        }
        told = now;
        return now;
    }

    private SubscriptionState state() {
        Publication now = feed;
        Encoding current = subscription.current();
        SubscriptionState.Flow flow = flow(now, current);
        int layer = current == null || flow != SubscriptionState.Flow.FLOWING
                ? -1
                : choice.layer(current, subscription.spatialId());
        return new SubscriptionState(id, flow, layer, now == null ? 0 : choice.layers());
    }

    private SubscriptionState.Flow flow(@Nullable Publication now, @Nullable Encoding current) {
        if (now == null) {
            return SubscriptionState.Flow.ENDED;
        }
        if (!now.isPermitted()) {
            return SubscriptionState.Flow.SWITCHED_OFF;
        }
        if (choice.isHidden()) {
            return SubscriptionState.Flow.PAUSED_FOR_INVISIBILITY;
        }
        if (choice.isPaused()) {
            return SubscriptionState.Flow.PAUSED_FOR_BANDWIDTH;
        }
        return current == null ? SubscriptionState.Flow.WAITING : SubscriptionState.Flow.FLOWING;
    }

    /** Is told that nothing will be sent any more. */
    void end() {
        feedWith(null);
    }
}
