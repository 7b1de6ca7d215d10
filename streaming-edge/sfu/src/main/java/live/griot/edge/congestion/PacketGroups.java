package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Gathers packets that were sent in one burst into groups, and compares how far apart two groups were sent with how far apart they
 * arrived: the difference is what a queue on the way gained or lost. Packets come in the order in which they were sent. Not
 * thread-safe. draft-ietf-rmcat-gcc-02, sections 5.1 and 5.2.
 */
final class PacketGroups {
    /** The draft's burst_time. */
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** What arrives as a burst for longer than this is more than one group. */
    private static final long MAX_BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** A gap between arrivals that is longer than that between sendings by this much says nothing of a queue. */
    private static final long MAX_GAP_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Group before = new Group();
    private final Group current = new Group();
    private long sendDelta;
    private long arrivalDelta;

    private static final class Group {
        private boolean exists;
        private long firstSent;
        private long lastSent;
        private long firstArrival;
        private long lastArrival;

        void begin(long sentNanos, long arrivalNanos) {
            exists = true;
            firstSent = sentNanos;
            lastSent = sentNanos;
            firstArrival = arrivalNanos;
            lastArrival = arrivalNanos;
        }

        void add(long sentNanos, long arrivalNanos) {
            lastSent = Math.max(lastSent, sentNanos);
            lastArrival = Math.max(lastArrival, arrivalNanos);
        }

        void copy(Group other) {
            exists = other.exists;
            firstSent = other.firstSent;
            lastSent = other.lastSent;
            firstArrival = other.firstArrival;
            lastArrival = other.lastArrival;
        }
    }

    /** Takes in a packet; returns whether it began a new group, so that the deltas of the two groups before it can be asked for. */
    boolean add(long sentNanos, long arrivalNanos) {
        if (!current.exists) {
            current.begin(sentNanos, arrivalNanos);
            return false;
        }
        if (sentNanos < current.firstSent) {
            return false;
        }
        if (belongs(sentNanos, arrivalNanos)) {
            current.add(sentNanos, arrivalNanos);
            return false;
        }
        boolean complete = before.exists && compare();
        before.copy(current);
        current.begin(sentNanos, arrivalNanos);
        return complete;
    }

    private boolean belongs(long sentNanos, long arrivalNanos) {
        if (sentNanos - current.firstSent <= BURST_NANOS) {
            return true;
        }
        // Packets that a network held back and let go at once tell of no queue either.
        long arrivalGap = arrivalNanos - current.lastArrival;
        return arrivalGap < sentNanos - current.lastSent
                && arrivalGap <= BURST_NANOS
                && arrivalNanos - current.firstArrival < MAX_BURST_NANOS;
    }

    private boolean compare() {
        sendDelta = current.lastSent - before.lastSent;
        arrivalDelta = current.lastArrival - before.lastArrival;
        if (Math.abs(arrivalDelta - sendDelta) > MAX_GAP_NANOS) {
            reset();
            return false;
        }
        return arrivalDelta >= 0;
    }

    /** Forgets everything, after a pause or when the receiver's clock jumped. */
    void reset() {
        before.exists = false;
        current.exists = false;
    }

    /** Returns how far apart the two groups were sent. */
    long sendDeltaNanos() {
        return sendDelta;
    }

    /** Returns how far apart the two groups arrived, 0 or more. */
    long arrivalDeltaNanos() {
        return arrivalDelta;
    }

    /** Returns when the later of the two groups arrived. */
    long arrivalNanos() {
        return before.lastArrival;
    }
}
