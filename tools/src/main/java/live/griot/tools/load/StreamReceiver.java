package live.griot.tools.load;

import java.util.Arrays;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.SequenceNumbers;

/**
 * What arrived of one stream, by its sequence numbers, and what to ask for again. Losses are counted between {@link #mark} and {@link
 * #stop}, and what is sent again in time is none. Not thread-safe: of its viewer's loop.
 */
final class StreamReceiver {
    /** How far back a packet is remembered, and how far ahead the next may be before it counts as another stream's. */
    private static final int WINDOW = 2_048;

    private static final int MAX_MISSING = 512;
    private static final int MAX_ASKED = 10;
    private static final long ASK_AGAIN_NANOS = 40_000_000;

    private final long[] seen = new long[WINDOW / 64];
    private final int[] missing = new int[MAX_MISSING];
    private final int[] asked = new int[MAX_MISSING];
    private final long[] askAtNanos = new long[MAX_MISSING];
    private final int[] due = new int[MAX_MISSING];
    private int missingCount;
    private long highest = -1;
    private long base;
    private long limit = Long.MAX_VALUE;
    private long unique;
    private long jumps;
    private long reportedExpected;
    private long reportedUnique;
    private long allUnique;
    private long first;

    /** Notes a packet; returns whether it was not there before. */
    boolean onPacket(int sequence, long nowNanos) {
        if (highest < 0) {
            begin(sequence + 0x10000L);
            return true;
        }
        long index = SequenceNumbers.unwrap(highest, sequence);
        if (index > highest + WINDOW) {
            jumps++;
            begin(index);
            return true;
        }
        if (index > highest) {
            advance(index, nowNanos);
        } else if (highest - index >= WINDOW || isSeen(index)) {
            return false;
        } else {
            forget((int) (index & 0xFFFF));
        }
        accept(index);
        return true;
    }

    private void begin(long index) {
        first = index;
        base = index - 1;
        highest = index;
        unique = 0;
        allUnique = 0;
        reportedExpected = 0;
        reportedUnique = 0;
        missingCount = 0;
        Arrays.fill(seen, 0);
        accept(index);
    }

    private void advance(long index, long nowNanos) {
        for (long absent = highest + 1; absent < index; absent++) {
            seen[word(absent)] &= ~(1L << absent);
            if (missingCount < MAX_MISSING) {
                missing[missingCount] = (int) (absent & 0xFFFF);
                asked[missingCount] = 0;
                askAtNanos[missingCount++] = nowNanos;
            }
        }
        highest = index;
    }

    private void accept(long index) {
        seen[word(index)] |= 1L << index;
        allUnique++;
        if (index > base && index <= limit) {
            unique++;
        }
    }

    private boolean isSeen(long index) {
        return (seen[word(index)] & 1L << index) != 0;
    }

    private static int word(long index) {
        return (int) (index & WINDOW - 1) >> 6;
    }

    private void forget(int sequence) {
        for (int at = 0; at < missingCount; at++) {
            if (missing[at] == sequence) {
                remove(at);
                return;
            }
        }
    }

    private void remove(int at) {
        System.arraycopy(missing, at + 1, missing, at, --missingCount - at);
        System.arraycopy(asked, at + 1, asked, at, missingCount - at);
        System.arraycopy(askAtNanos, at + 1, askAtNanos, at, missingCount - at);
    }

    /** Returns whether anything is missing that may still be asked for. */
    boolean isMissingSomething() {
        return missingCount > 0;
    }

    /** Adds a request for what is due to be asked for; returns for how many packets. */
    int nack(RtcpWriter to, int reporter, int ssrc, long nowNanos) {
        int count = 0;
        for (int at = 0; at < missingCount; ) {
            if (askAtNanos[at] - nowNanos > 0) {
                at++;
            } else if (asked[at]++ >= MAX_ASKED) {
                remove(at);
            } else {
                askAtNanos[at] = nowNanos + ASK_AGAIN_NANOS;
                due[count++] = missing[at++];
            }
        }
        if (count > 0) {
            to.nack(reporter, ssrc, due, count);
        }
        return count;
    }

    /** Adds a report on the stream, if there is one yet (RFC 3550, section 6.4.2). */
    void report(RtcpWriter to, int reporter, int ssrc, int lastSenderReport, int delaySinceLast) {
        if (highest < 0) {
            return;
        }
        long expected = highest - first + 1;
        long expectedNow = expected - reportedExpected;
        long lostNow = expectedNow - (allUnique - reportedUnique);
        int fraction = expectedNow <= 0 ? 0 : (int) Math.clamp(256 * lostNow / expectedNow, 0, 255);
        to.receiverReport(
                reporter,
                ssrc,
                fraction,
                (int) Math.clamp(expected - allUnique, 0, 0x7FFFFF),
                (int) (highest - 0x10000),
                0,
                lastSenderReport,
                delaySinceLast);
        reportedExpected = expected;
        reportedUnique = allUnique;
    }

    /** Counts from here on. */
    void mark() {
        base = highest;
        unique = 0;
        jumps = 0;
        limit = Long.MAX_VALUE;
    }

    /** Counts no further; what is missing may still come. */
    void stop() {
        limit = highest;
    }

    /** Returns the packets since the mark that never came. */
    long lost() {
        return highest < 0 ? 0 : Math.max(0, Math.min(highest, limit) - base - unique);
    }

    /** Returns how often the numbers went on somewhere else since the mark. */
    long jumps() {
        return jumps;
    }
}
