package live.griot.edge.egress;

import live.griot.edge.net.DatagramSender;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.srtp.SrtpSender;
import live.griot.edge.telemetry.EdgeCounters;

/**
 * Seals packets for one viewer after another, straight into the memory from which they leave; those of one size leave together. Not
 * thread-safe: owned by an egress loop.
 */
final class PacketSealer {
    /** What a sealed RTCP packet is longer than a plain one, at most. */
    private static final int SRTCP_OVERHEAD = 24;

    private static final int EXTENSION_FLAG = 0x10;

    private final DatagramSender sender;
    private final EdgeCounters counters;
    private final boolean gathers;
    private final byte[] plain = new byte[2 * DatagramSender.MAX_DATAGRAM];
    private final byte[] sealedRtcp = new byte[DatagramSender.MAX_DATAGRAM + SRTCP_OVERHEAD];
    private int forwarded;

    /** Seals into the memory of a sender; {@code gathers} says whether packets of one size are worth something. */
    PacketSealer(DatagramSender sender, boolean gathers, EdgeCounters counters) {
        this.sender = sender;
        this.gathers = gathers;
        this.counters = counters;
    }

    /** Returns whether a path takes more. */
    boolean isWritable(NetworkPath path) {
        return sender.isWritable(path);
    }

    /** Returns whether packets of one size leave together, so that making them of one size is worth something. */
    boolean gathers() {
        return gathers;
    }

    /** Returns the array into which the next plain packet is to be written, from its beginning. */
    byte[] plain() {
        return plain;
    }

    /** Seals the plain packet, whose header has no contributing sources, for a path. */
    void seal(SrtpSender sealing, NetworkPath to, int length) {
        int sealed = sealing.seal(
                plain,
                0,
                length,
                headerLength(),
                Bytes.i32(plain, 8),
                Bytes.u16(plain, 2),
                sender.memory(),
                sender.position());
        sender.add(to, sealed);
        forwarded++;
    }

    private int headerLength() {
        return (plain[0] & EXTENSION_FLAG) == 0
                ? RtpPacket.FIXED_HEADER
                : RtpPacket.FIXED_HEADER + 4 + 4 * Bytes.u16(plain, RtpPacket.FIXED_HEADER + 2);
    }

    /** Seals a compound RTCP packet for a path. */
    void sendRtcp(SrtpSender sealing, NetworkPath to, byte[] compound, int length) {
        sender.send(to, sealedRtcp, sealing.sealRtcp(compound, 0, length, sealedRtcp, 0));
    }

    /** Lets what was sealed leave. */
    void flush() {
        sender.flush();
        if (forwarded > 0) {
            counters.forwarded(forwarded);
            forwarded = 0;
        }
    }
}
