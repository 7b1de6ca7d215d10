package live.griot.edge.transport;

import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.srtp.SrtpSender;

/**
 * Seals packets for one viewer after another, and gathers those of one size so that they leave in one system call. Not thread-safe: owned
 * by an egress loop.
 */
final class PacketSealer {
    /** The most bytes of a datagram. */
    static final int MAX_DATAGRAM = 1_500;

    /** The kernel takes 64 segments a call, and the IP length field 65,535 bytes. */
    private static final int MAX_SEGMENTS = 40;

    private final Wire wire;
    private final EdgeCounters counters;
    private final RtpPacket packet = new RtpPacket();
    private final byte[] plain = new byte[2 * MAX_DATAGRAM];
    private final byte[] sealed = new byte[MAX_SEGMENTS * MAX_DATAGRAM];
    private final byte[] sealedRtcp = new byte[MAX_DATAGRAM];
    private int sealedLength;
    private int segmentSize;
    private int segmentCount;
    private boolean runEnded;

    PacketSealer(Wire wire, EdgeCounters counters) {
        this.wire = wire;
        this.counters = counters;
    }

    /** Returns whether a path takes more. */
    boolean isWritable(NetworkPath path) {
        return wire.isWritable(path);
    }

    /** Returns whether packets of one size leave together, so that making them of one size is worth something. */
    boolean gathers() {
        return wire.segments();
    }

    /** Returns the array into which the next plain packet is to be written, from its beginning. */
    byte[] plain() {
        return plain;
    }

    /** Seals the plain packet behind those of the same size; what is of another size is sent before it. */
    void seal(SrtpSender sender, NetworkPath to, int length) {
        int size = length + sender.overhead();
        if (size > MAX_DATAGRAM || !packet.wrap(plain, 0, length)) {
            return;
        }
        boolean fits = wire.segments() && !runEnded && segmentCount < MAX_SEGMENTS && size <= segmentSize;
        if (segmentCount > 0 && !fits) {
            send(to);
        }
        if (segmentCount == 0) {
            segmentSize = size;
        }
        sealedLength += sender.seal(packet, sealed, sealedLength);
        segmentCount++;
        // Only the last segment of a call may be shorter.
        runEnded = size < segmentSize;
    }

    /** Writes what is sealed, in one call. */
    void send(NetworkPath to) {
        if (segmentCount > 0) {
            wire.write(to, sealed, sealedLength, segmentSize);
            counters.forwarded(segmentCount);
        }
        sealedLength = 0;
        segmentCount = 0;
        runEnded = false;
    }

    /** Seals and writes a compound RTCP packet. */
    void sendRtcp(SrtpSender sender, NetworkPath to, byte[] compound, int length) {
        int size = sender.sealRtcp(compound, 0, length, sealedRtcp, 0);
        wire.write(to, sealedRtcp, size, size);
    }
}
