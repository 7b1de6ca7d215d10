package live.griot.edge.handover;

import java.util.List;

/**
 * Packets of one encoding that are to leave together, in order of arrival: a frame, or what came of it within a moment. Immutable, shared
 * by all egress loops.
 *
 * @param gatheredNanos when it was handed over, by the edge's clock
 * @param largestPayload the most bytes of a payload: packets of one size leave in one system call, and those of a frame differ by a few
 *     bytes
 */
public record EgressBatch(
        PublicationView publication,
        EncodingView encoding,
        List<MediaPacket> packets,
        long gatheredNanos,
        int largestPayload) {
    /** What is older than this when an egress loop comes to it is of no use to anybody any more: 200 ms. */
    public static final long MAX_AGE_NANOS = 200_000_000L;

    /** Padding up to the largest packet is worth its bytes only while it is this little. */
    private static final int MAX_PADDING = 64;

    /** Copies the list. */
    public EgressBatch {
        packets = List.copyOf(packets);
    }

    /** Makes one of those packets. */
    public EgressBatch(
            PublicationView publication, EncodingView encoding, List<MediaPacket> packets, long gatheredNanos) {
        this(publication, encoding, packets, gatheredNanos, largest(packets));
    }

    private static int largest(List<MediaPacket> packets) {
        int largest = 0;
        for (MediaPacket packet : packets) {
            largest = Math.max(largest, packet.payloadLength());
        }
        return largest;
    }

    /** Returns whether it has waited for too long. */
    public boolean isStale(long nowNanos) {
        return nowNanos - gatheredNanos > MAX_AGE_NANOS;
    }

    /** Returns the size up to which its payloads are padded: that of others that leave with it, where that is little more than its own. */
    public int commonSize(int largestOfAll) {
        return largestOfAll - largestPayload <= MAX_PADDING ? largestOfAll : largestPayload;
    }

    /** Returns the padding that brings a payload to the common size, or 0 when that would be too much. */
    public static int padding(MediaPacket packet, int commonSize) {
        int missing = commonSize - packet.payloadLength();
        return missing <= MAX_PADDING ? Math.max(0, missing) : 0;
    }
}
