package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.handover.MediaPacket;

/**
 * What an encoding brought since its latest key frame began, as long as that is a moment ago: who joins in that moment is given it and sees a
 * picture at once, where else they would wait until the publisher may be asked for a key frame again. Not thread-safe; time comes in.
 */
final class KeyFrameCache {
    /** How long ago the key frame may have begun: as long as no other is asked for. */
    static final long MAX_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** The most packets, some 150 kB: more at once would fill the queues of whoever joins. */
    static final int MAX_PACKETS = 128;

    private final List<MediaPacket> packets = new ArrayList<>();

    /** Notes a packet. */
    void add(MediaPacket packet) {
        if (packet.startsKeyFrame() && !isOfThisKeyFrame(packet)) {
            packets.clear();
            packets.add(packet);
        } else if (!packets.isEmpty()) {
            if (isOver(packet.arrivalNanos())) {
                packets.clear();
            } else {
                packets.add(packet);
            }
        }
    }

    /** A key frame may say more than once that it begins: H.264 sends what a decoder needs in packets of their own. */
    private boolean isOfThisKeyFrame(MediaPacket packet) {
        return !packets.isEmpty() && packets.getFirst().timestamp() == packet.timestamp();
    }

    private boolean isOver(long nowNanos) {
        return packets.size() == MAX_PACKETS || nowNanos - packets.getFirst().arrivalNanos() >= MAX_AGE_NANOS;
    }

    /** Returns the packets in the order in which they arrived, from the key frame's first on; empty when there is nothing to begin with. */
    List<MediaPacket> packets(long nowNanos) {
        if (packets.isEmpty() || nowNanos - packets.getFirst().arrivalNanos() >= MAX_AGE_NANOS) {
            return List.of();
        }
        return List.copyOf(packets);
    }

    /** Forgets all: the stream goes on from somewhere else. */
    void clear() {
        packets.clear();
    }
}
