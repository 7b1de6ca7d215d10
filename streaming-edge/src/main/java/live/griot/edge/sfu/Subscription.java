package live.griot.edge.sfu;

import java.util.Arrays;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.RtxPayload;
import org.jspecify.annotations.Nullable;

/**
 * One forwarded copy of a publication: it decides what the viewer gets, writes each packet as the viewer is to see it, and remembers it
 * for a while. It writes plain packets into an array that the caller gives; sealing and sending are the caller's. Not thread-safe:
 * owned by the viewer's egress loop.
 */
public final class Subscription {
    private static final int PADDING_FLAG = 0x20;

    private final Outgoing outgoing;
    private final StreamRewriter rewriter;
    private final @Nullable RetransmissionBuffer sent;
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
            int ssrc, int payloadType, int rtxSsrc, int rtxPayloadType, boolean startsAtKeyFrame, int clockRate) {}

    /** Makes a subscription whose streams begin at those sequence numbers, 0 to 32,767. */
    public Subscription(Outgoing outgoing, int firstSequence, int firstRtxSequence) {
        this.outgoing = outgoing;
        this.rewriter = new StreamRewriter(firstSequence, outgoing.clockRate());
        this.sent = outgoing.startsAtKeyFrame() ? new RetransmissionBuffer() : null;
        this.rtxSequence = firstRtxSequence;
    }

    /** Returns how the viewer sees the stream. */
    public Outgoing outgoing() {
        return outgoing;
    }

    /**
     * Writes a packet as the viewer is to see it, without header extensions; returns its length, or 0 when the viewer is not to get
     * it: before the first key frame of a source, or older than where that source was joined.
     *
     * @param padding bytes to add behind the payload, 0 to 255 (RFC 3550, section 5.1)
     */
    public int forward(MediaPacket packet, int padding, byte[] to, int at) {
        if (rewriter.isNewSource(packet)) {
            if (outgoing.startsAtKeyFrame() && !packet.startsKeyFrame()) {
                return 0;
            }
            rewriter.switchTo(packet);
        } else if (rewriter.isBeforeStart(packet)) {
            return 0;
        }
        int sequence = rewriter.sequenceOf(packet);
        int timestamp = rewriter.timestampOf(packet.timestamp());
        if (sent != null) {
            sent.put(sequence, timestamp, padding, packet);
        }
        packetsSent++;
        octetsSent += packet.payloadLength();
        return write(packet, sequence, timestamp, padding, to, at);
    }

    /**
     * Writes again what was sent under a sequence number: as a retransmission stream where the viewer takes one (RFC 4588), else byte
     * for byte as it was, since one sequence number must never stand for two texts under one key (RFC 3711, section 9.1). Returns its
     * length, or 0 when there is none to send.
     */
    public int retransmit(int sequence, long nowNanos, byte[] to, int at) {
        MediaPacket packet = sent == null ? null : sent.take(sequence, nowNanos);
        if (sent == null || packet == null) {
            return 0;
        }
        if (outgoing.rtxPayloadType() < 0) {
            return write(packet, sequence, sent.foundTimestamp(), sent.foundPadding(), to, at);
        }
        rtxSequence = (rtxSequence + 1) & 0xFFFF;
        writeHeader(packet, outgoing.rtxPayloadType(), rtxSequence, sent.foundTimestamp(), outgoing.rtxSsrc(), to, at);
        Bytes.put16(to, at + RtpPacket.FIXED_HEADER, sequence);
        int payload = at + RtpPacket.FIXED_HEADER + RtxPayload.OVERHEAD;
        System.arraycopy(packet.bytes(), packet.payloadOffset(), to, payload, packet.payloadLength());
        return RtpPacket.FIXED_HEADER + RtxPayload.OVERHEAD + packet.payloadLength();
    }

    private int write(MediaPacket packet, int sequence, int timestamp, int padding, byte[] to, int at) {
        writeHeader(packet, outgoing.payloadType(), sequence, timestamp, outgoing.ssrc(), to, at);
        int payload = at + RtpPacket.FIXED_HEADER;
        System.arraycopy(packet.bytes(), packet.payloadOffset(), to, payload, packet.payloadLength());
        int length = RtpPacket.FIXED_HEADER + packet.payloadLength();
        if (padding > 0) {
            Arrays.fill(to, at + length, at + length + padding - 1, (byte) 0);
            to[at + length + padding - 1] = (byte) padding;
            to[at] |= PADDING_FLAG;
        }
        return length + padding;
    }

    private static void writeHeader(
            MediaPacket packet, int payloadType, int sequence, int timestamp, int ssrc, byte[] to, int at) {
        to[at] = (byte) 0x80;
        to[at + 1] = (byte) ((packet.marker() ? 0x80 : 0) | payloadType);
        Bytes.put16(to, at + 2, sequence);
        Bytes.put32(to, at + 4, timestamp);
        Bytes.put32(to, at + 8, ssrc);
    }

    /** Returns whether packets of that source are forwarded, so that its sender reports mean something to the viewer. */
    public boolean forwards(int ssrc) {
        return rewriter.forwards(ssrc);
    }

    /** Returns a source's timestamp as the viewer sees it. */
    public int timestampOf(int sourceTimestamp) {
        return rewriter.timestampOf(sourceTimestamp);
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
