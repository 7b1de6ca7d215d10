package live.griot.edge.congestion;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import live.griot.edge.rtp.SequenceNumbers;

/**
 * Gives transport-wide sequence numbers to the packets of one transport and remembers when each was sent, until feedback tells how it
 * fared. It begins small and doubles while packets that feedback may still tell of would be forgotten, up to {@link #MAX_PACKETS}. Not
 * thread-safe.
 */
final class SentPackets {
    /** The most packets that are remembered: over two seconds at 30 Mbit/s. */
    static final int MAX_PACKETS = 8_192;
    /** Stands for a packet that belongs to no probe. */
    static final int NO_PROBE = 0;

    private static final int INITIAL_PACKETS = 256;
    /** Feedback on what is older is not waited for. */
    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int SENT = 0;
    private static final int MISSING = 1;
    private static final int RECEIVED = 2;
    private static final int STATE_SHIFT = 16;
    private static final int PROBE_SHIFT = 18;
    /** Probe numbers wrap here. */
    static final int MAX_PROBE = (1 << (Integer.SIZE - PROBE_SHIFT)) - 1;

    private long[] times = new long[INITIAL_PACKETS];
    /** The size in 16 bits, the state in 2, the probe in the rest. */
    private int[] facts = new int[INITIAL_PACKETS];

    private long next;
    private long oldest;

    /**
     * Remembers a packet that is being sent, and returns its sequence number of 16 bits.
     *
     * @param bytes 1 to 65,535
     * @param probe the probe that it belongs to, 1 to {@link #MAX_PROBE}, or {@link #NO_PROBE}
     */
    int add(int bytes, int probe, long nowNanos) {
        if (next - oldest == times.length) {
            makeRoom(nowNanos);
        }
        int slot = slot(next);
        times[slot] = nowNanos;
        facts[slot] = (bytes & 0xFFFF) | (SENT << STATE_SHIFT) | (probe << PROBE_SHIFT);
        return (int) (next++ & 0xFFFF);
    }

    private void makeRoom(long nowNanos) {
        if (times.length < MAX_PACKETS && nowNanos - times[slot(oldest)] < MAX_AGE_NANOS) {
            long[] allTimes = Arrays.copyOf(times, 2 * times.length);
            int[] allFacts = Arrays.copyOf(facts, 2 * facts.length);
            for (long index = oldest; index < next; index++) {
                int to = (int) (index & allTimes.length - 1);
                allTimes[to] = times[slot(index)];
                allFacts[to] = facts[slot(index)];
            }
            times = allTimes;
            facts = allFacts;
        } else {
            oldest++;
        }
    }

    /** Returns the unwrapped number of a remembered packet, or -1 when there is none. */
    long find(int sequenceNumber) {
        long index = next == 0 ? -1 : SequenceNumbers.unwrap(next - 1, sequenceNumber);
        return index >= oldest && index < next ? index : -1;
    }

    /** Notes that a found packet arrived; returns whether that is new. */
    boolean received(long found) {
        return become(found, RECEIVED);
    }

    /** Notes that a found packet did not arrive so far; returns whether that is new. It may still turn out to have been late. */
    boolean missing(long found) {
        return state(found) == SENT && become(found, MISSING);
    }

    /** Returns whether a found packet was told to be missing. */
    boolean isMissing(long found) {
        return state(found) == MISSING;
    }

    long sentNanos(long found) {
        return times[slot(found)];
    }

    int bytes(long found) {
        return facts[slot(found)] & 0xFFFF;
    }

    int probe(long found) {
        return facts[slot(found)] >>> PROBE_SHIFT;
    }

    private boolean become(long found, int state) {
        int before = state(found);
        facts[slot(found)] = (facts[slot(found)] & ~(3 << STATE_SHIFT)) | (state << STATE_SHIFT);
        return before != state;
    }

    private int state(long found) {
        return (facts[slot(found)] >> STATE_SHIFT) & 3;
    }

    private int slot(long index) {
        return (int) (index & times.length - 1);
    }
}
