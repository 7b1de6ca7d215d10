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

    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int MAX_TRIES = 10;

    private final TreeMap<Long, Request> missing = new TreeMap<>();
    private long highest = -1;

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
            if (one.getValue().tries == MAX_TRIES) {
                all.remove();
            } else if (one.getValue().isDue(nowNanos)) {
                one.getValue().ask(nowNanos);
                into[count++] = (int) (one.getKey() & 0xFFFF);
            }
        }
        return count;
    }

    private static final class Request {
        private int tries;
        private long askedNanos;

        boolean isDue(long nowNanos) {
            return tries == 0 || nowNanos - askedNanos >= ASK_AGAIN_NANOS;
        }

        void ask(long nowNanos) {
            tries++;
            askedNanos = nowNanos;
        }
    }
}
