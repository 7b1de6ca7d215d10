package live.griot.edge.transport;

import java.util.List;
import live.griot.edge.sfu.MediaPacket;

/** What one wake-up of the ingest loop brought for one router, by kind and in order of arrival. Immutable, shared by all egress loops. */
record MediaBatch(List<MediaPacket> video, List<MediaPacket> audio) {
    /** Padding up to the largest packet is worth its bytes only while it is this little. */
    private static final int MAX_PADDING = 64;

    MediaBatch {
        video = List.copyOf(video);
        audio = List.copyOf(audio);
    }

    /**
     * Returns the payload size that the batch's video packets may be padded to, or 0: packets of one size leave in one system call, and
     * those of a frame differ by a few bytes.
     */
    int commonVideoSize() {
        int largest = 0;
        for (MediaPacket packet : video) {
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
