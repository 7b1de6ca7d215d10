package live.griot.edge.egress;

import live.griot.edge.handover.FrameDescriptor;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtxPayload;
import org.jspecify.annotations.Nullable;

/**
 * One stream of packets towards a viewer, with the stream of its retransmissions: it writes packets that were rewritten, remembers them for
 * a while, and writes them again when they were lost or to try the path. Not thread-safe: owned by the viewer's egress loop.
 */
final class OutgoingStream {
    /** The most bytes that a padding packet has behind its header. */
    private static final int MAX_PADDING = 255;

    /** Smaller probes are padding. */
    private static final int MIN_PROBE_WITH_MEDIA = 300;

    /** More than any header that is written here but for a dependency descriptor, a retransmission's two bytes included. */
    private static final int MAX_HEADER = 60;

    private final Outgoing outgoing;
    private final boolean retransmits;
    private final OutgoingExtensions extensions;
    private final PacketWriter writer;
    private final @Nullable RetransmissionBuffer sent;
    /** Of what is written again. */
    private final Rewrite again = new Rewrite();
    /** That of the packet written last. */
    private @Nullable PayloadFormat format;

    private int rtxSequence;
    private long packetsSent;
    private long octetsSent;

    OutgoingStream(Outgoing outgoing, int firstRtxSequence) {
        this.outgoing = outgoing;
        this.retransmits = outgoing.hasRetransmissionStream();
        boolean verbatim = outgoing.isVideo() && !retransmits;
        this.extensions = verbatim ? outgoing.extensions().withoutTransportSequence() : outgoing.extensions();
        this.writer = new PacketWriter(extensions);
        this.sent = outgoing.isVideo() ? new RetransmissionBuffer() : null;
        this.rtxSequence = firstRtxSequence;
    }

    /** Returns whether packets have room for a transport-wide number: not what is sent again byte for byte, which cannot have its own. */
    boolean carriesTransportSequence() {
        return extensions.transportSequenceId() > 0;
    }

    /** Returns whether dependency descriptors are passed on, so that layers can be left out by them. */
    boolean carriesDescriptors() {
        return extensions.dependencyDescriptorId() > 0;
    }

    /** Returns whether the viewer takes a codec; sound with redundancy may be given without. */
    boolean takes(Codec codec) {
        return formatOf(codec) != null;
    }

    private @Nullable PayloadFormat formatOf(Codec codec) {
        if (format == null || format.codec() != codec) {
            PayloadFormat own = outgoing.format(codec);
            format = own == null && codec == Codec.RED ? outgoing.format(Codec.OPUS) : own;
        }
        return format;
    }

    /** Writes a packet and remembers it; returns its length, or 0 when the viewer does not take its codec. */
    int write(MediaPacket packet, Rewrite rewrite, byte[] to, int at) {
        if (sent != null) {
            sent.put(packet, rewrite);
        }
        packetsSent++;
        octetsSent += rewrite.filler ? 0 : packet.payloadLength();
        return writeMedia(packet, rewrite, to, at);
    }

    private int writeMedia(MediaPacket packet, Rewrite rewrite, byte[] to, int at) {
        PayloadFormat taken = formatOf(packet.codec());
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

    /** Writes again what was sent under a sequence number: {@link Subscription#retransmit}. */
    int retransmit(int sequence, long nowNanos, long roundTripNanos, byte[] to, int at) {
        MediaPacket packet = sent == null ? null : sent.take(sequence, nowNanos, roundTripNanos, again);
        if (packet == null) {
            return 0;
        }
        return retransmits ? writeAgain(packet, to, at) : writeMedia(packet, again, to, at);
    }

    private int writeAgain(MediaPacket packet, byte[] to, int at) {
        PayloadFormat taken = formatOf(packet.codec());
        if (taken == null) {
            return 0;
        }
        int payload = writer.writeHeader(
                packet, taken.rtxPayloadType(), nextRtxSequence(), outgoing.rtxSsrc(), again, to, at);
        Bytes.put16(to, payload, again.sequence);
        return PacketWriter.writePayload(packet, again, to, payload + RtxPayload.OVERHEAD) - at;
    }

    private int nextRtxSequence() {
        rtxSequence = rtxSequence + 1 & 0xFFFF;
        return rtxSequence;
    }

    /** Writes a packet that says nothing new, behind what was sent up to that timestamp: {@link Subscription#probe}. */
    int probe(int size, int timestamp, long nowNanos, byte[] to, int at) {
        PayloadFormat taken = format;
        if (sent == null || !retransmits || taken == null || packetsSent == 0) {
            return 0;
        }
        MediaPacket packet = size < MIN_PROBE_WITH_MEDIA ? null : sent.peek(sent.latest(), nowNanos, again);
        if (packet != null && most(packet) <= size) {
            return writeAgain(packet, to, at);
        }
        int end = writer.writeEmptyHeader(
                taken.rtxPayloadType(), nextRtxSequence(), timestamp, outgoing.rtxSsrc(), to, at);
        int padding = Math.clamp((long) size - (end - at), 1, MAX_PADDING);
        return PacketWriter.writePadding(padding, to, at, end) - at;
    }

    private static int most(MediaPacket packet) {
        FrameDescriptor descriptor = packet.frame().descriptor();
        return MAX_HEADER + packet.payloadLength() + (descriptor == null ? 0 : descriptor.length());
    }

    /** Returns the packets sent, modulo 2^32. */
    int packetsSent() {
        return (int) packetsSent;
    }

    /** Returns the payload bytes sent, modulo 2^32. */
    int octetsSent() {
        return (int) octetsSent;
    }
}
