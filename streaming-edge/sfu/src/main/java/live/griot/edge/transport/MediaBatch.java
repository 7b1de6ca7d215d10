package live.griot.edge.transport;

import java.util.List;
import live.griot.edge.forwarding.Encoding;
import live.griot.edge.forwarding.MediaPacket;

/** What one wake-up of the ingest loop brought of one encoding, in order of arrival. Immutable, shared by all egress loops. */
record MediaBatch(Publication publication, Encoding encoding, List<MediaPacket> packets) {
    /** Padding up to the largest packet is worth its bytes only while it is this little. */
    private static final int MAX_PADDING = 64;

    MediaBatch {
        packets = List.copyOf(packets);
    }

    /** Returns the most bytes of a payload: packets of one size leave in one system call, and those of a frame differ by a few bytes. */
    int largestPayload() {
        int largest = 0;
        for (MediaPacket packet : packets) {
            largest = Math.max(largest, packet.payloadLength());
        }
        return largest;
    }

    /** Returns the padding that brings a payload to the common size, or 0 when that would be too much. */
    static int padding(MediaPacket packet, int commonSize) {
        int missing = commonSize - packet.payloadLength();
        return missing <= MAX_PADDING ? Math.max(0, missing) : 0;
    }
}
