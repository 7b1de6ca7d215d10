package live.griot.edge.srtp;

import live.griot.edge.rtp.SequenceNumbers;

/**
 * How far one stream has come: the highest packet index, and which of the last 128 were seen (RFC 3711, sections 3.3.1 and
 * 3.3.2). Not thread-safe.
 */
final class Rollover {
    private static final int WINDOW = 128;

    private long highest = -1;
    private long seen;
    private long seenBefore;

    /** Returns the index that a sequence number most likely stands for; never negative. */
    long indexOf(int sequence) {
        if (highest < 0) {
            return sequence;
        }
        long index = SequenceNumbers.unwrap(highest, sequence);
        return index < 0 ? index + 0x10000 : index;
    }

    /** Returns whether a packet of that index was accepted before, or is too old to tell. */
    boolean isReplay(long index) {
        long age = highest - index;
        if (highest < 0 || age < 0) {
            return false;
        }
        return age >= WINDOW || ((age < 64 ? seen >>> age : seenBefore >>> (age - 64)) & 1) != 0;
    }

    /** Notes that a packet was authentic, or was sent. */
    void accept(long index) {
        long ahead = index - highest;
        if (highest < 0) {
            highest = index;
            seen = 1;
        } else if (ahead > 0) {
            shift(ahead);
            highest = index;
            seen |= 1;
        } else if (-ahead < 64) {
            seen |= 1L << -ahead;
        } else if (-ahead < WINDOW) {
            seenBefore |= 1L << (-ahead - 64);
        }
    }

    private void shift(long by) {
        if (by >= WINDOW) {
            seen = 0;
            seenBefore = 0;
        } else if (by >= 64) {
            seenBefore = seen << (by - 64);
            seen = 0;
        } else {
            seenBefore = (seenBefore << by) | (seen >>> (64 - by));
            seen <<= by;
        }
    }
}
