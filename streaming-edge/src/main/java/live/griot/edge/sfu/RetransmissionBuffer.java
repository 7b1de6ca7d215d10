package live.griot.edge.sfu;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The packets last sent on one outgoing stream, by their outgoing sequence number, so that a viewer can ask for them again. It holds
 * references to packets shared by all subscriptions. Not thread-safe: owned by the viewer's egress loop. RFC 4588.
 */
public final class RetransmissionBuffer {
    /** The packets remembered: two seconds at 6 Mbit/s. A power of two. */
    static final int CAPACITY = 1_024;

    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final @Nullable MediaPacket[] packets = new MediaPacket[CAPACITY];
    private final int[] sequences = new int[CAPACITY];
    private final int[] timestamps = new int[CAPACITY];
    private final int[] paddings = new int[CAPACITY];
    private final long[] retransmittedNanos = new long[CAPACITY];
    private int foundTimestamp;
    private int foundPadding;

    /** Remembers what was sent under a sequence number, and with how many bytes of padding. */
    public void put(int sequence, int timestamp, int padding, MediaPacket packet) {
        int slot = sequence & CAPACITY - 1;
        packets[slot] = packet;
        sequences[slot] = sequence;
        timestamps[slot] = timestamp;
        paddings[slot] = padding;
        retransmittedNanos[slot] = 0;
    }

    /** Returns what was sent under a sequence number, unless it is too old or was sent again a moment ago; then null. */
    public @Nullable MediaPacket take(int sequence, long nowNanos) {
        int slot = sequence & CAPACITY - 1;
        MediaPacket packet = packets[slot];
        boolean known =
                packet != null && sequences[slot] == sequence && nowNanos - packet.arrivalNanos() < MAX_AGE_NANOS;
        boolean justSent = retransmittedNanos[slot] != 0 && nowNanos - retransmittedNanos[slot] < AGAIN_NANOS;
        if (!known || justSent) {
            return null;
        }
        retransmittedNanos[slot] = nowNanos;
        foundTimestamp = timestamps[slot];
        foundPadding = paddings[slot];
        return packet;
    }

    /** Returns the outgoing timestamp of what {@link #take} returned last. */
    public int foundTimestamp() {
        return foundTimestamp;
    }

    /** Returns the padding that what {@link #take} returned last was sent with. */
    public int foundPadding() {
        return foundPadding;
    }
}
