package live.griot.edge.ingest;

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

    /** How long to wait for an answer where the round trip is not known. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** What an answer takes beyond the round trip. */
    private static final long ANSWERING_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** What was asked for so long ago does not come any more, and would be of no use. */
    private static final long GIVE_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

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

    /** Returns whether any packet is awaited. */
    boolean isWaiting() {
        return !missing.isEmpty();
    }

    /**
     * Writes the sequence numbers to ask for now, ascending; returns how many. The first answer is given a round trip to come. When it
     * does not, it was lost: from then on a packet is asked for several times in a round trip, for a sender that answers once in each
     * is then asked soon after it would answer again, and a lost request costs little.
     *
     * @param roundTripNanos to the sender and back, 0 where that is not known
     * @param into has room for {@link #MAX_MISSING}
     */
    public int due(long nowNanos, long roundTripNanos, int[] into) {
        int count = 0;
        for (Iterator<Map.Entry<Long, Request>> all = missing.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Long, Request> one = all.next();
            if (!one.getValue().isDue(nowNanos)) {
                continue;
            }
            if (one.getValue().isHopeless(nowNanos)) {
                all.remove();
                gaveUp = true;
            } else {
                one.getValue().ask(nowNanos, roundTripNanos);
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
        private long pauseNanos;
        private long firstNanos;
        private long askedNanos;

        boolean isDue(long nowNanos) {
            return tries == 0 || nowNanos - askedNanos >= pauseNanos;
        }

        boolean isHopeless(long nowNanos) {
            return tries > 0 && nowNanos - firstNanos >= GIVE_UP_NANOS;
        }

        void ask(long nowNanos, long roundTripNanos) {
            if (tries == 0) {
                firstNanos = nowNanos;
            }
            pauseNanos = nextPause(roundTripNanos);
            askedNanos = nowNanos;
            tries++;
        }

        private long nextPause(long roundTripNanos) {
            if (tries == 0) {
                return roundTripNanos == 0
                        ? PAUSE_NANOS
                        : Math.max(roundTripNanos + ANSWERING_NANOS, SHORTEST_PAUSE_NANOS);
            }
            long next = tries == 1 && roundTripNanos > 0 ? roundTripNanos / 4 : pauseNanos + pauseNanos / 4;
            return Math.clamp(next, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
        }
    }
}
