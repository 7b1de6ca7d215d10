package live.griot.edge.sfu;

import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtxPayload;
import org.jspecify.annotations.Nullable;

/**
 * One forwarded copy of a publication: it decides what the viewer gets, writes each packet as the viewer is to see it, and remembers it
 * for a while. It is handed the packets of every encoding that it may forward, and forwards one of them; to another it changes at a key
 * frame of that one. It writes plain packets into an array that the caller gives; stamping, sealing and sending are the caller's. Not
 * thread-safe: owned by the viewer's egress loop.
 */
public final class Subscription {
    /** Wants all temporal layers. */
    public static final int ALL_TEMPORAL_LAYERS = TemporalFilter.ALL;

    /** The most bytes that a padding packet has behind its header. */
    private static final int MAX_PADDING = 255;

    /** Smaller probes are padding. */
    private static final int MIN_PROBE_WITH_MEDIA = 300;

    /** More than any header that is written here, the original sequence number of a retransmission included. */
    private static final int MAX_HEADER = 60;

    private final Outgoing outgoing;
    private final StreamRewriter rewriter;
    private final PacketWriter writer;
    private final @Nullable RetransmissionBuffer sent;
    private final Rewrite rewrite = new Rewrite();
    private @Nullable Encoding target;
    private int targetTemporalId = ALL_TEMPORAL_LAYERS;
    private boolean paused;
    private boolean awaitsStream;
    private int rtxSequence;
    private long packetsSent;
    private long octetsSent;

    /**
     * How the viewer is to see the stream.
     *
     * @param payloadType 0 to 127
     * @param rtxPayloadType of retransmissions, or -1 when the viewer takes none
     * @param startsAtKeyFrame whether nothing can be shown before a key frame (video)
     * @param clockRate of the timestamps, in hertz
     */
    public record Outgoing(
            int ssrc,
            int payloadType,
            int rtxSsrc,
            int rtxPayloadType,
            boolean startsAtKeyFrame,
            int clockRate,
            OutgoingExtensions extensions) {

        /** Makes one without header extensions. */
        public Outgoing(
                int ssrc, int payloadType, int rtxSsrc, int rtxPayloadType, boolean startsAtKeyFrame, int clockRate) {
            this(ssrc, payloadType, rtxSsrc, rtxPayloadType, startsAtKeyFrame, clockRate, OutgoingExtensions.NONE);
        }
    }

    /** Makes a subscription whose streams begin at those sequence numbers, 0 to 32,767. */
    public Subscription(Outgoing outgoing, int firstSequence, int firstRtxSequence) {
        this.outgoing = outgoing;
        this.rewriter = new StreamRewriter(firstSequence, outgoing.clockRate());
        this.writer = new PacketWriter(extensions(outgoing));
        this.sent = outgoing.startsAtKeyFrame() ? new RetransmissionBuffer() : null;
        this.rtxSequence = firstRtxSequence;
    }

    /**
     * Without a retransmission stream a packet is sent again byte for byte, and so cannot carry a transport-wide sequence number of its
     * own.
     */
    private static OutgoingExtensions extensions(Outgoing outgoing) {
        OutgoingExtensions taken = outgoing.extensions();
        return !outgoing.startsAtKeyFrame() || outgoing.rtxPayloadType() >= 0
                ? taken
                : new OutgoingExtensions(-1, taken.midId(), taken.mid(), taken.audioLevelId());
    }

    /** Returns how the viewer sees the stream. */
    public Outgoing outgoing() {
        return outgoing;
    }

    /**
     * Returns whether what this subscription writes has room for a transport-wide sequence number, which the caller is to fill in at
     * {@link OutgoingExtensions#TRANSPORT_SEQUENCE_OFFSET} of each packet, retransmissions and probes included.
     */
    public boolean carriesTransportSequence() {
        return extensions(outgoing).hasTransportSequence();
    }

    /**
     * Selects what is forwarded. Another encoding is forwarded from its next key frame on, or at once where none is needed; until then
     * the current one goes on. Ends a pause. Any number of calls may come before the switch; the last one counts.
     *
     * @param encoding null for whatever comes: the last one whose key frame was seen
     * @param temporalId the highest temporal layer wanted, from 0; {@link #ALL_TEMPORAL_LAYERS} for all
     */
    public void select(@Nullable Encoding encoding, int temporalId) {
        SourceStream source = rewriter.source();
        paused = false;
        awaitsStream = false;
        target = encoding;
        targetTemporalId = temporalId;
        if (source != null && isTarget(source)) {
            rewriter.wantTemporal(temporalId);
        }
    }

    /** Forwards nothing until {@link #select}; what was sent can still be sent again. */
    public void pause() {
        paused = true;
        rewriter.leave();
    }

    /** Returns whether nothing is forwarded, on purpose. */
    public boolean isPaused() {
        return paused;
    }

    /** Returns the encoding that is to be forwarded; null for any. */
    public @Nullable Encoding target() {
        return target;
    }

    /** Returns the encoding that is forwarded; null before the first and in a pause. */
    public @Nullable Encoding current() {
        SourceStream source = rewriter.source();
        return source == null ? null : source.encoding();
    }

    /** Returns whether a key frame of the target is awaited, to begin with it or to change to it. */
    public boolean wantsKeyFrame() {
        if (!outgoing.startsAtKeyFrame() || paused) {
            return false;
        }
        SourceStream source = rewriter.source();
        return source == null || awaitsStream || !isTarget(source);
    }

    /** Returns the encoding whose key frame helps a viewer who has lost the picture, if that is known. */
    public @Nullable Encoding keyFrameEncoding() {
        return target == null || !wantsKeyFrame() ? current() : target;
    }

    private boolean isTarget(SourceStream stream) {
        return target == null || target.equals(stream.encoding());
    }

    /**
     * Writes a packet as the viewer is to see it; returns its length, or 0 when the viewer is not to get it: before the first key frame
     * of a source, of another encoding than the one forwarded, older than where that was joined, or of a layer that is left out.
     *
     * @param padding bytes to add behind the payload, 0 to 255 (RFC 3550, section 5.1)
     */
    public int forward(MediaPacket packet, int padding, byte[] to, int at) {
        if (paused) {
            return 0;
        }
        SourceStream stream = packet.stream();
        if (stream != rewriter.source() && isTarget(stream)) {
            joinWhenPossible(packet);
        }
        if (!rewriter.rewrite(packet, rewrite)) {
            return 0;
        }
        rewrite.padding = rewrite.filler ? Math.max(1, padding) : padding;
        if (sent != null) {
            sent.put(packet, rewrite);
        }
        packetsSent++;
        octetsSent += rewrite.filler ? 0 : packet.payloadLength();
        return write(packet, to, at);
    }

    /** A key frame whose later packets went by before it came is of no use: they will not come again. */
    private void joinWhenPossible(MediaPacket packet) {
        if (!outgoing.startsAtKeyFrame() || (packet.startsKeyFrame() && packet.inOrder())) {
            rewriter.join(packet, targetTemporalId);
            awaitsStream = false;
        } else if (target != null && !rewriter.isPrevious(packet.stream())) {
            awaitsStream = true;
        }
    }

    /**
     * Writes again what was sent under a sequence number: as a retransmission stream where the viewer takes one (RFC 4588), else byte
     * for byte as it was, since one sequence number must never stand for two texts under one key (RFC 3711, section 9.1). Returns its
     * length, or 0 when there is none to send.
     */
    public int retransmit(int sequence, long nowNanos, byte[] to, int at) {
        MediaPacket packet = sent == null ? null : sent.take(sequence, nowNanos, rewrite);
        if (packet == null) {
            return 0;
        }
        return outgoing.rtxPayloadType() < 0 ? write(packet, to, at) : writeRetransmission(packet, to, at);
    }

    private int write(MediaPacket packet, byte[] to, int at) {
        int payload =
                writer.writeHeader(packet, outgoing.payloadType(), rewrite.sequence, outgoing.ssrc(), rewrite, to, at);
        int end = PacketWriter.writePayload(packet, rewrite, to, payload);
        return (rewrite.padding > 0 ? PacketWriter.writePadding(rewrite.padding, to, at, end) : end) - at;
    }

    private int writeRetransmission(MediaPacket packet, byte[] to, int at) {
        int payload = writer.writeHeader(
                packet, outgoing.rtxPayloadType(), nextRtxSequence(), outgoing.rtxSsrc(), rewrite, to, at);
        Bytes.put16(to, payload, rewrite.sequence);
        return PacketWriter.writePayload(packet, rewrite, to, payload + RtxPayload.OVERHEAD) - at;
    }

    private int nextRtxSequence() {
        rtxSequence = rtxSequence + 1 & 0xFFFF;
        return rtxSequence;
    }

    /**
     * Writes a packet that says nothing new, to see whether the network takes more: the newest packet once more when it fits, else
     * padding. Both travel on the retransmission stream, where they leave no hole in the picture; without that stream there are none.
     * Returns its length, or 0 when there is none to send.
     *
     * @param size the most bytes that it should have, headers included
     */
    public int probe(int size, long nowNanos, byte[] to, int at) {
        if (sent == null || outgoing.rtxPayloadType() < 0 || packetsSent == 0) {
            return 0;
        }
        MediaPacket packet = size < MIN_PROBE_WITH_MEDIA ? null : sent.take(sent.latest(), nowNanos, rewrite);
        if (packet != null && packet.payloadLength() + MAX_HEADER <= size) {
            return writeRetransmission(packet, to, at);
        }
        int end = writer.writeEmptyHeader(
                outgoing.rtxPayloadType(),
                nextRtxSequence(),
                rewriter.timeline().latest(),
                outgoing.rtxSsrc(),
                to,
                at);
        int padding = Math.clamp((long) size - (end - at), 1, MAX_PADDING);
        return PacketWriter.writePadding(padding, to, at, end) - at;
    }

    /** Returns whether packets of the stream of that number are forwarded, so that its sender reports mean something to the viewer. */
    public boolean forwards(int number) {
        SourceStream source = rewriter.source();
        return source != null && source.number() == number;
    }

    /** Returns a source's timestamp as the viewer sees it. */
    public int timestampOf(int sourceTimestamp) {
        return rewriter.timestampOf(sourceTimestamp);
    }

    /**
     * Returns whether the stream's timestamps can be told in the edge's time, so that a sender report can be written: all of a viewer's
     * subscriptions on one clock, whoever published them.
     */
    public boolean isTimed() {
        return rewriter.timeline().isTimed();
    }

    /** Returns the timestamp, as the viewer sees it, of a moment of the edge's clock; only when {@link #isTimed}. */
    public int timestampAt(long nowNanos) {
        return rewriter.timeline().timestampAt(nowNanos);
    }

    /** Returns the packets sent, modulo 2^32 for a sender report. */
    public int packetsSent() {
        return (int) packetsSent;
    }

    /** Returns the payload bytes sent, modulo 2^32 for a sender report. */
    public int octetsSent() {
        return (int) octetsSent;
    }
}
