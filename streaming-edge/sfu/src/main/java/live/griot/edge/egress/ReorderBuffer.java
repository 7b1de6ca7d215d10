package live.griot.edge.egress;

import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.SourceStream;
import org.jspecify.annotations.Nullable;

/**
 * The last packets of a stream whose key frame is awaited. Where the network turned their order round, the key frame's first packet
 * comes after others of the same frame, which nobody sends again: they are kept for it. Not thread-safe: owned by the viewer's egress
 * loop.
 */
final class ReorderBuffer {
    /** The most packets held. */
    static final int CAPACITY = 64;

    private final SourceStream stream;
    private final @Nullable MediaPacket[] packets = new MediaPacket[CAPACITY];
    private int next;
    private long highest = Long.MIN_VALUE;
    private long highestForgotten = Long.MIN_VALUE;

    /** Holds packets of one stream. */
    ReorderBuffer(SourceStream stream) {
        this.stream = stream;
    }

    boolean areOf(SourceStream other) {
        return stream == other;
    }

    /** Keeps a packet, in the oldest one's place. */
    void add(MediaPacket packet) {
        MediaPacket oldest = packets[next];
        if (oldest != null) {
            highestForgotten = Math.max(highestForgotten, oldest.index());
        }
        packets[next] = packet;
        next = (next + 1) % CAPACITY;
        highest = Math.max(highest, packet.index());
    }

    /** Returns whether all that came after a packet, by the publisher's count, is still here. */
    boolean continues(MediaPacket packet) {
        return highestForgotten < packet.index();
    }

    /** Returns the first packet after one, by the publisher's count; null when there is none, or none any more. */
    @Nullable
    MediaPacket after(long index) {
        if (highest <= index) {
            return null;
        }
        MediaPacket first = null;
        for (MediaPacket packet : packets) {
            if (packet != null && packet.index() > index && (first == null || packet.index() < first.index())) {
                first = packet;
            }
        }
        return first;
    }
}
