package live.griot.edge.egress;

import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.LayerLimits;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.SourceStream;
import org.jspecify.annotations.Nullable;

/**
 * One forwarded copy of a publication: it decides what the viewer gets, writes each packet as the viewer is to see it, and remembers it
 * for a while. It is handed the packets of every encoding that it may forward, and forwards one of them; to another it changes at a key
 * frame of that one. {@link StreamRewriter} says what becomes of a packet, {@link OutgoingStream} writes it, plain, into an array that the
 * caller gives; stamping, sealing and sending are the caller's. Not thread-safe: owned by the viewer's egress loop.
 */
public final class Subscription {
    private final Outgoing outgoing;
    private final boolean video;
    private final OutgoingStream stream;
    private final StreamRewriter rewriter;
    private final Rewrite rewrite = new Rewrite();

    private @Nullable EncodingView target;
    private LayerLimits limits = LayerLimits.NONE;
    private boolean paused;
    private boolean interrupted;
    private @Nullable MediaPacket behindParameterSets;
    private @Nullable ReorderBuffer held;
    private long heldFrom;

    /** Makes a subscription whose streams begin at those sequence numbers, 0 to 32,767. */
    public Subscription(Outgoing outgoing, int firstSequence, int firstRtxSequence) {
        this.outgoing = outgoing;
        this.video = outgoing.isVideo();
        this.stream = new OutgoingStream(outgoing, firstRtxSequence);
        this.rewriter = new StreamRewriter(firstSequence, outgoing.clockRate(), video, stream.carriesDescriptors());
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
        return stream.carriesTransportSequence();
    }

    /**
     * Selects what is forwarded. Another encoding is forwarded from its next key frame on, or at once where none is needed; until then
     * the current one goes on. Ends a pause. Any number of calls may come before the switch; the last one counts.
     *
     * @param encoding null for whatever comes: the last one whose key frame was seen
     * @param wanted the layers of it that are wanted
     */
    public void select(@Nullable EncodingView encoding, LayerLimits wanted) {
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
        interrupted = false;
        held = null;
        rewriter.leave();
    }

    /** Returns whether nothing is forwarded, on purpose. */
    public boolean isPaused() {
        return paused;
    }

    /** Returns the encoding that is to be forwarded; null for any. */
    public @Nullable EncodingView target() {
        return target;
    }

    /** Returns the encoding that is forwarded; null before the first and in a pause. */
    public @Nullable EncodingView current() {
        SourceStream source = rewriter.source();
        return source == null ? null : source.encoding();
    }

    /** Returns whether a key frame of the target is awaited, to begin with it or to change to it. */
    public boolean wantsKeyFrame() {
        if (!video || paused) {
            return false;
        }
        SourceStream source = rewriter.source();
        return source == null || interrupted || held != null || !isTarget(source) || rewriter.wantsKeyFrame();
    }

    /** Returns the encoding whose key frame helps a viewer who has lost the picture, if that is known. */
    public @Nullable EncodingView keyFrameEncoding() {
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
        if (paused || !stream.takes(packet.codec())) {
            return 0;
        }
        SourceStream source = packet.stream();
        if (source != rewriter.source() && isTarget(source) && !isOver(source) && joinWhenPossible(packet)) {
            MediaPacket sets = packet.parameterSets();
            if (sets != null) {
                behindParameterSets = packet;
                rewriter.rewriteParameterSets(sets, rewrite);
                return stream.write(sets, rewrite, to, at);
            }
        }
        if (interrupted && source == rewriter.source()) {
            if (!packet.startsKeyFrame() || !packet.inOrder()) {
                rewriter.skip(packet);
                return 0;
            }
            interrupted = false;
        }
        return write(packet, padding, to, at);
    }

    /**
     * Leaves out a packet that would have been forwarded, because there is no room for it on the way: the viewer is not to ask for it, so
     * there is no hole where it was. A picture goes on with the next key frame, for what comes before that builds on what is missing.
     */
    public void skip(MediaPacket packet) {
        if (packet.stream() == rewriter.source()) {
            rewriter.skip(packet);
            interrupted |= video;
        }
    }

    /** Returns whether packets of the picture were left out for want of room, and a key frame is awaited to go on with. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /**
     * Writes what came before the packet with which its source was joined, and yet belongs behind it: the network had turned their order
     * round. Returns its length, or 0 when there is no more.
     */
    public int forwardHeld(byte[] to, int at) {
        MediaPacket behind = behindParameterSets;
        if (behind != null) {
            behindParameterSets = null;
            return write(behind, 0, to, at);
        }
        ReorderBuffer waiting = held;
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

    /** An encoding's stream that was followed by another is over, whatever still comes of it. */
    private boolean isOver(SourceStream stream) {
        SourceStream source = rewriter.source();
        return source != null && source.encoding().equals(stream.encoding()) && stream.number() < source.number();
    }

    private boolean joinWhenPossible(MediaPacket packet) {
        ReorderBuffer waiting = held != null && held.areOf(packet.stream()) ? held : null;
        if (!video || (packet.startsKeyFrame() && isWholeFrom(packet, waiting))) {
            rewriter.join(packet, limits);
            heldFrom = packet.index();
            held = waiting;
            interrupted = false;
            return true;
        }
        if (target != null) {
            held = waiting == null ? new ReorderBuffer(packet.stream()) : waiting;
            held.add(packet);
        }
        return false;
    }

    private static boolean isWholeFrom(MediaPacket packet, @Nullable ReorderBuffer waiting) {
        return packet.inOrder() || (waiting != null && waiting.continues(packet));
    }

    private int write(MediaPacket packet, int padding, byte[] to, int at) {
        if (!rewriter.rewrite(packet, rewrite)) {
            return 0;
        }
        rewrite.padding = rewrite.filler ? Math.max(1, padding) : padding;
        return stream.write(packet, rewrite, to, at);
    }

    /**
     * Writes again what was sent under a sequence number: as a retransmission stream where the viewer takes one (RFC 4588), else byte
     * for byte as it was, since one sequence number must never stand for two texts under one key (RFC 3711, section 9.1). Returns its
     * length, or 0 when there is none to send.
     *
     * @param roundTripNanos to the viewer and back, 0 where that is not known: what was sent again is given that long to come
     */
    public int retransmit(int sequence, long nowNanos, long roundTripNanos, byte[] to, int at) {
        return stream.retransmit(sequence, nowNanos, roundTripNanos, to, at);
    }

    /**
     * Writes a packet that says nothing new, to see whether the network takes more: the newest packet once more when it fits, else
     * padding. Both travel on the retransmission stream, where they leave no hole in the picture; without that stream there are none.
     * Returns its length, or 0 when there is none to send.
     *
     * @param size the most bytes that it should have, headers included
     */
    public int probe(int size, long nowNanos, byte[] to, int at) {
        return hasStarted() ? stream.probe(size, rewriter.timeline().latest(), nowNanos, to, at) : 0;
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
        return stream.packetsSent();
    }

    /** Returns the payload bytes sent, modulo 2^32 for a sender report. */
    public int octetsSent() {
        return stream.octetsSent();
    }
}
