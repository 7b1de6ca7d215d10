package live.griot.edge.tap;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import live.griot.edge.handover.MediaPacket;
import org.jspecify.annotations.Nullable;

/**
 * Puts a stream's packets in order. Each leaves once the one before it has; one that is missing is waited for, since it may be sent again,
 * for a while and while not too many wait behind it. Not thread-safe; time comes in.
 */
final class PacketReorderBuffer {
    /** How long a packet waits for one that is missing before it: a few round trips. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(600);

    /** How long the first one waits for those that the network made come after it. */
    static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** The most packets that wait: a second of a picture of 20 Mbit/s. */
    static final int MAX_PACKETS = 2_048;

    private static final long NOTHING_YET = -1;

    private final TreeMap<Long, MediaPacket> waiting = new TreeMap<>();
    private long next = NOTHING_YET;
    private boolean skipped;

    /** Takes a packet in; returns false where it is there already, or its turn is over. */
    boolean add(MediaPacket packet) {
        return packet.index() >= next && waiting.putIfAbsent(packet.index(), packet) == null;
    }

    /** Returns the next packet, if there is one that need not wait any longer. */
    @Nullable
    MediaPacket poll(long nowNanos) {
        Map.Entry<Long, MediaPacket> first = waiting.firstEntry();
        if (first == null) {
            return null;
        }
        boolean isNext = first.getKey() == next;
        long patience = next == NOTHING_YET ? FIRST_NANOS : PATIENCE_NANOS;
        if (!isNext && nowNanos - first.getValue().arrivalNanos() < patience && waiting.size() <= MAX_PACKETS) {
            return null;
        }
        waiting.remove(first.getKey());
        skipped = !isNext;
        next = first.getKey() + 1;
        return first.getValue();
    }

    /** Returns whether packets are missing before the one that left last, or nothing is known of what was before it. */
    boolean skipped() {
        return skipped;
    }

    /** Begins anew, with whatever comes next; returns how many waited. */
    int restart() {
        int waited = waiting.size();
        waiting.clear();
        next = NOTHING_YET;
        return waited;
    }
}
