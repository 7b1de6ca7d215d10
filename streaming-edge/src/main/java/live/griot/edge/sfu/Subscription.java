package live.griot.edge.sfu;

import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtxPayload;
import org.jspecify.annotations.Nullable;

/**
 * One forwarded copy of a publication: it decides what the viewer gets, writes each packet as the viewer is to see it, and remembers it
 * for a while. It is handed the packets of every encoding that it may forward, and forwards one of them; to another it changes at a key
 * frame of that one. It writes plain packets into an array that the caller gives; stamping, sealing and sending are the caller's. Not
 * thread-safe: owned by the viewer's egress loop.
 */
public final class Subscription {
    /** The most bytes that a padding packet has behind its header. */
    private static final int MAX_PADDING = 255;

    /** Smaller probes are padding. */
    private static final int MIN_PROBE_WITH_MEDIA = 300;

    /** More than any header that is written here but for a dependency descriptor, a retransmission's two bytes included. */
    private static final int MAX_HEADER = 60;

    private final Outgoing outgoing;
    private final boolean video;
    private final boolean retransmits;
    private final OutgoingExtensions extensions;
    private final StreamRewriter rewriter;
    private final PacketWriter writer;
    private final @Nullable RetransmissionBuffer sent;
    private final Rewrite rewrite = new Rewrite();
    /** That of the packet written last. */
    private @Nullable PayloadFormat format;

    private @Nullable Encoding target;
    private LayerLimits limits = LayerLimits.NONE;
    private boolean paused;
    private @Nullable HeldPackets held;
    private long heldFrom;
    private int rtxSequence;
    private long packetsSent;
    private long octetsSent;

    /** Makes a subscription whose streams begin at those sequence numbers, 0 to 32,767. */
    public Subscription(Outgoing outgoing, int firstSequence, int firstRtxSequence) {
        this.outgoing = outgoing;
        this.video = outgoing.isVideo();
        this.retransmits = outgoing.hasRetransmissionStream();
        this.extensions = video && !retransmits ? verbatim(outgoing.extensions()) : outgoing.extensions();
        this.rewriter =
                new StreamRewriter(firstSequence, outgoing.clockRate(), video, extensions.dependencyDescriptorId() > 0);
        this.writer = new PacketWriter(extensions);
        this.sent = video ? new RetransmissionBuffer() : null;
        this.rtxSequence = firstRtxSequence;
    }

    /** What is sent again byte for byte cannot carry a transport-wide sequence number of its own. */
    private static OutgoingExtensions verbatim(OutgoingExtensions extensions) {
        return extensions.withoutTransportSequence();
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
        return extensions.transportSequenceId() > 0;
    }

    /**
     * Selects what is forwarded. Another encoding is forwarded from its next key frame on, or at once where none is needed; until then
     * the current one goes on. Ends a pause. Any number of calls may come before the switch; the last one counts.
     *
     * @param encoding null for whatever comes: the last one whose key frame was seen
     * @param wanted the layers of it that are wanted
     */
    public void select(@Nullable Encoding encoding, LayerLimits wanted) {
        paused = false;
        held = null;
        target = encoding;
        limit(wanted);
    }

    /** Wants these layers of the encoding that is selected, from the next frame that allows it. */
    public void limit(LayerLimits wanted) {
        SourceStream source = rewriter.source();
        limits = wanted;
        if (source != null && isTarget(source)) {
            rewriter.limit(wanted);
        }
    }

    /** Returns the layers that are wanted of the encoding that is selected. */
    public LayerLimits limits() {
        return limits;
    }

    /** Returns which size is forwarded of an encoding that has several in layers, from 0; 0 where it has one. */
    public int spatialId() {
        return rewriter.spatialId();
    }

    /** Forwards nothing until {@link #select}; what was sent can still be sent again. */
    public void pause() {
        paused = true;
        held = null;
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
        if (!video || paused) {
            return false;
        }
        SourceStream source = rewriter.source();
        return source == null || held != null || !isTarget(source) || rewriter.wantsKeyFrame();
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
     * of a source, of another encoding than the one forwarded, older than where that was joined, or of a layer that is left out. When
     * there was something to write there may be more: {@link #forwardHeld} is to be called until there is not.
     *
     * @param padding bytes to add behind the payload, 0 to 255 (RFC 3550, section 5.1)
     */
    public int forward(MediaPacket packet, int padding, byte[] to, int at) {
        if (paused || formatOf(packet) == null) {
            return 0;
        }
        SourceStream stream = packet.stream();
        if (stream != rewriter.source() && isTarget(stream) && !isOver(stream)) {
            joinWhenPossible(packet);
        }
        return write(packet, padding, to, at);
    }

    /**
     * Writes what came before the packet with which its source was joined, and yet belongs behind it: the network had turned their order
     * round. Returns its length, or 0 when there is no more.
     */
    public int forwardHeld(byte[] to, int at) {
        HeldPackets waiting = held;
        SourceStream source = rewriter.source();
        if (waiting == null || source == null || !waiting.areOf(source)) {
            return 0;
        }
        int length = 0;
        MediaPacket next = waiting.after(heldFrom);
        while (next != null && length == 0) {
            heldFrom = next.index();
            length = write(next, 0, to, at);
            next = length > 0 ? next : waiting.after(heldFrom);
        }
        if (next == null) {
            held = null;
        }
        return length;
    }

    /** Returns how the viewer takes a packet; sound with redundancy may be given without. Null when they do not take it at all. */
    private @Nullable PayloadFormat formatOf(MediaPacket packet) {
        Codec codec = packet.codec();
        if (format == null || format.codec() != codec) {
            PayloadFormat own = outgoing.format(codec);
            format = own == null && codec == Codec.RED ? outgoing.format(Codec.OPUS) : own;
        }
        return format;
    }

    /** An encoding's stream that was followed by another is over, whatever still comes of it. */
    private boolean isOver(SourceStream stream) {
        SourceStream source = rewriter.source();
        return source != null && source.encoding().equals(stream.encoding()) && stream.number() < source.number();
    }

    private void joinWhenPossible(MediaPacket packet) {
        HeldPackets waiting = held != null && held.areOf(packet.stream()) ? held : null;
        if (!video || (packet.startsKeyFrame() && isWholeFrom(packet, waiting))) {
            rewriter.join(packet, limits);
            heldFrom = packet.index();
            held = waiting;
        } else if (target != null) {
            held = waiting == null ? new HeldPackets(packet.stream()) : waiting;
            held.add(packet);
        }
    }

    private static boolean isWholeFrom(MediaPacket packet, @Nullable HeldPackets waiting) {
        return packet.inOrder() || (waiting != null && waiting.continues(packet));
    }

    private int write(MediaPacket packet, int padding, byte[] to, int at) {
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
        return retransmits ? writeAgain(packet, to, at) : write(packet, to, at);
    }

    private int write(MediaPacket packet, byte[] to, int at) {
        PayloadFormat taken = formatOf(packet);
        if (taken == null) {
            return 0;
        }
        int payload =
                writer.writeHeader(packet, taken.payloadType(), rewrite.sequence, outgoing.ssrc(), rewrite, to, at);
        int end = packet.codec() == Codec.RED
                ? writeRedundant(packet, taken, to, payload)
                : PacketWriter.writePayload(packet, rewrite, to, payload);
        return (rewrite.padding > 0 ? PacketWriter.writePadding(rewrite.padding, to, at, end) : end) - at;
    }

    /** Who does not take redundancy, or not of a codec that they know, gets the sound alone. */
    private int writeRedundant(MediaPacket packet, PayloadFormat taken, byte[] to, int at) {
        PayloadFormat inside = outgoing.format(Codec.OPUS);
        return taken.codec() == Codec.RED && inside != null
                ? PacketWriter.writeRedundant(packet, inside.payloadType(), to, at)
                : PacketWriter.writePrimary(packet, to, at);
    }

    private int writeAgain(MediaPacket packet, byte[] to, int at) {
        PayloadFormat taken = formatOf(packet);
        if (taken == null) {
            return 0;
        }
        int payload = writer.writeHeader(
                packet, taken.rtxPayloadType(), nextRtxSequence(), outgoing.rtxSsrc(), rewrite, to, at);
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
        PayloadFormat taken = format;
        if (sent == null || !retransmits || taken == null || packetsSent == 0) {
            return 0;
        }
        MediaPacket packet = size < MIN_PROBE_WITH_MEDIA ? null : sent.take(sent.latest(), nowNanos, rewrite);
        if (packet != null && most(packet) <= size) {
            return writeAgain(packet, to, at);
        }
        int end = writer.writeEmptyHeader(
                taken.rtxPayloadType(), nextRtxSequence(), rewriter.timeline().latest(), outgoing.rtxSsrc(), to, at);
        int padding = Math.clamp((long) size - (end - at), 1, MAX_PADDING);
        return PacketWriter.writePadding(padding, to, at, end) - at;
    }

    private static int most(MediaPacket packet) {
        FrameDescriptor descriptor = packet.frame().descriptor();
        return MAX_HEADER + packet.payloadLength() + (descriptor == null ? 0 : descriptor.length());
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

    /** Returns whether anything was sent, so that a sender report says something. */
    public boolean hasStarted() {
        return rewriter.timeline().isStarted();
    }

    /**
     * Returns the timestamp, as the viewer sees it, of a moment of the edge's clock; only when it {@link #hasStarted}. All of a viewer's
     * subscriptions are told on that one clock, whoever published them, so sender reports made with it let lips match, also when the
     * publication changes.
     */
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
