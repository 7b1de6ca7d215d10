package live.griot.edge.sfu;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import live.griot.edge.rtp.SequenceNumbers;

/**
 * Knows which packets of a received stream are missing and when to ask for them (again). Not thread-safe; time comes in. RFC 4585,
 * section 6.2.1.
 */
public final class NackGenerator {
    /** The most packets asked for at once; with more missing a key frame is the better remedy. */
    public static final int MAX_MISSING = 300;

    /** The first of the pauses, each half as long again as the one before: a request or its answer may be lost, and a busy sender may be late. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** The longest pause; all of them together are one and a half seconds. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final int MAX_TRIES = 10;

    private final TreeMap<Long, Request> missing = new TreeMap<>();
    private long highest = -1;
    private boolean gaveUp;

    /**
     * Notes a packet; returns false when so many are missing that asking was given up, and a key frame should be asked for instead.
     */
    public boolean onPacket(int sequenceNumber) {
        if (highest < 0) {
            highest = sequenceNumber;
            return true;
        }
        long index = SequenceNumbers.unwrap(highest, sequenceNumber);
        if (index <= highest) {
            missing.remove(index);
            return true;
        }
        if (missing.size() + index - highest - 1 > MAX_MISSING) {
            missing.clear();
            highest = index;
            return false;
        }
        for (long lost = highest + 1; lost < index; lost++) {
            missing.put(lost, new Request());
        }
        highest = index;
        return true;
    }

    /** Returns whether a packet is awaited, so that one which came in two ways is forwarded once. */
    public boolean isMissing(int sequenceNumber) {
        return highest >= 0 && missing.containsKey(SequenceNumbers.unwrap(highest, sequenceNumber));
    }

    /** Writes the sequence numbers to ask for now, ascending; returns how many. {@code into} has room for {@link #MAX_MISSING}. */
    public int due(long nowNanos, int[] into) {
        int count = 0;
        for (Iterator<Map.Entry<Long, Request>> all = missing.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Long, Request> one = all.next();
            if (!one.getValue().isDue(nowNanos)) {
                continue;
            }
            if (one.getValue().tries == MAX_TRIES) {
                all.remove();
                gaveUp = true;
            } else {
                one.getValue().ask(nowNanos);
                into[count++] = (int) (one.getKey() & 0xFFFF);
            }
        }
        return count;
    }

    /** Returns whether a packet was given up since the last time this was called: what builds on it cannot be decoded without a key frame. */
    public boolean takeGivenUp() {
        boolean lost = gaveUp;
        gaveUp = false;
        return lost;
    }

    private static final class Request {
        private int tries;
        private long pauseNanos = ASK_AGAIN_NANOS;
        private long askedNanos;

        boolean isDue(long nowNanos) {
            return tries == 0 || nowNanos - askedNanos >= pauseNanos;
        }

        void ask(long nowNanos) {
            if (tries++ > 0) {
                pauseNanos = Math.min(pauseNanos + pauseNanos / 2, LONGEST_PAUSE_NANOS);
            }
            askedNanos = nowNanos;
        }
    }
}
