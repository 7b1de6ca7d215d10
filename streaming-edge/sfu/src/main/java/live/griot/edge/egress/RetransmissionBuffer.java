package live.griot.edge.egress;

import java.util.concurrent.TimeUnit;
import live.griot.edge.handover.MediaPacket;
import org.jspecify.annotations.Nullable;

/**
 * The packets last sent on one outgoing stream, by their outgoing sequence number, so that a viewer can ask for them again. It holds
 * references to packets shared by all subscriptions, and how each was rewritten for this one. It grows with the stream's rate. Not
 * thread-safe: owned by the viewer's egress loop. RFC 4588.
 */
final class RetransmissionBuffer {
    /** The most packets remembered: two seconds at 6 Mbit/s. A power of two. */
    static final int CAPACITY = 1_024;

    private static final int FIRST_CAPACITY = 64;
    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** The most times that one packet is sent again: with every fifth lost either way, one in two hundred needs more. */
    static final int MAX_TIMES = 5;

    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int UNCHANGED_PICTURE = 0xFFFF;

    private @Nullable MediaPacket[] packets = new MediaPacket[FIRST_CAPACITY];
    private long[] timesAndFrames = new long[FIRST_CAPACITY];
    private long[] rewrites = new long[FIRST_CAPACITY];
    private long[] retransmittedNanos = new long[FIRST_CAPACITY];
    private byte[] times = new byte[FIRST_CAPACITY];
    private int latest;

    /** Remembers what was sent. */
    void put(MediaPacket packet, Rewrite rewrite) {
        int slot = slot(rewrite.sequence);
        while (packets.length < CAPACITY && isStillWanted(packets[slot], packet.arrivalNanos())) {
            grow();
            slot = slot(rewrite.sequence);
        }
        packets[slot] = packet;
        timesAndFrames[slot] = packTimeAndFrame(rewrite);
        rewrites[slot] = pack(rewrite);
        retransmittedNanos[slot] = 0;
        times[slot] = 0;
        latest = rewrite.sequence;
    }

    private static boolean isStillWanted(@Nullable MediaPacket packet, long nowNanos) {
        return packet != null && nowNanos - packet.arrivalNanos() < MAX_AGE_NANOS;
    }

    private void grow() {
        RetransmissionBuffer larger = new RetransmissionBuffer();
        int capacity = 2 * packets.length;
        larger.packets = new MediaPacket[capacity];
        larger.timesAndFrames = new long[capacity];
        larger.rewrites = new long[capacity];
        larger.retransmittedNanos = new long[capacity];
        larger.times = new byte[capacity];
        for (int from = 0; from < packets.length; from++) {
            int to = larger.slot(sequence(rewrites[from]));
            if (packets[from] != null) {
                larger.packets[to] = packets[from];
                larger.timesAndFrames[to] = timesAndFrames[from];
                larger.rewrites[to] = rewrites[from];
                larger.retransmittedNanos[to] = retransmittedNanos[from];
                larger.times[to] = times[from];
            }
        }
        packets = larger.packets;
        timesAndFrames = larger.timesAndFrames;
        rewrites = larger.rewrites;
        retransmittedNanos = larger.retransmittedNanos;
        times = larger.times;
    }

    /**
     * Returns what was sent under a sequence number, and fills in how it was rewritten; null when it is too old, was sent again within
     * the time that it takes to arrive, or {@value #MAX_TIMES} times.
     *
     * @param roundTripNanos to the viewer and back, 0 where that is not known
     */
    @Nullable
    MediaPacket take(int sequence, long nowNanos, long roundTripNanos, Rewrite into) {
        int slot = slot(sequence);
        long pauseNanos = Math.max(AGAIN_NANOS, roundTripNanos / 4 * 3);
        boolean justSent = times[slot] > 0 && nowNanos - retransmittedNanos[slot] < pauseNanos;
        if (justSent || times[slot] >= MAX_TIMES) {
            return null;
        }
        MediaPacket packet = peek(sequence, nowNanos, into);
        if (packet != null) {
            retransmittedNanos[slot] = nowNanos;
            times[slot]++;
        }
        return packet;
    }

    /** Returns what was sent under a sequence number, and fills in how it was rewritten; null when it is too old. */
    @Nullable
    MediaPacket peek(int sequence, long nowNanos, Rewrite into) {
        int slot = slot(sequence);
        MediaPacket packet = packets[slot];
        if (packet == null || sequence(rewrites[slot]) != sequence || !isStillWanted(packet, nowNanos)) {
            return null;
        }
        unpack(rewrites[slot], into);
        into.timestamp = (int) timesAndFrames[slot];
        into.frameNumber = (int) (timesAndFrames[slot] >> 32);
        return packet;
    }

    /** Returns the sequence number of what was sent last. */
    int latest() {
        return latest;
    }

    private int slot(int sequence) {
        return sequence & packets.length - 1;
    }

    private static long packTimeAndFrame(Rewrite rewrite) {
        return (long) rewrite.frameNumber << 32 | Integer.toUnsignedLong(rewrite.timestamp);
    }

    private static long pack(Rewrite rewrite) {
        long picture = rewrite.pictureId == Rewrite.UNCHANGED ? UNCHANGED_PICTURE : rewrite.pictureId;
        return rewrite.sequence
                | picture << 16
                | (long) rewrite.tl0 << 32
                | (long) rewrite.padding << 40
                | (rewrite.marker ? 1L << 48 : 0)
                | (rewrite.filler ? 1L << 49 : 0);
    }

    private static int sequence(long packed) {
        return (int) packed & 0xFFFF;
    }

    private static void unpack(long packed, Rewrite into) {
        int picture = (int) (packed >>> 16) & 0xFFFF;
        into.sequence = sequence(packed);
        into.pictureId = picture == UNCHANGED_PICTURE ? Rewrite.UNCHANGED : picture;
        into.tl0 = (int) (packed >>> 32) & 0xFF;
        into.padding = (int) (packed >>> 40) & 0xFF;
        into.marker = (packed >>> 48 & 1) != 0;
        into.filler = (packed >>> 49 & 1) != 0;
    }
}
