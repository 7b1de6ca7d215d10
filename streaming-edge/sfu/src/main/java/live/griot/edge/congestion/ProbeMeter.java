package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Measures what arrived of one probe: the bitrate at which it was really sent, that at which it arrived, and the lesser of the two as
 * what the path carries. Not thread-safe.
 */
final class ProbeMeter {
    /** Stands for a probe that says nothing. */
    static final long NO_RESULT = -1;

    /** A probe of which more was lost says nothing. */
    private static final double MIN_ARRIVED = 0.7;
    /** What arrives this much slower than it was sent was held up by the path, which then carries no more. */
    private static final double SATURATED = 0.9;
    /** Of a path that is full not all is used, so that the queue which the probe left behind empties. */
    private static final double UTILISATION = 0.95;
    /** Arrivals that are this much faster than the sending were let go at once by something on the way. */
    private static final double MAX_COMPRESSION = 2;

    private static final double BIT_NANOS_A_BYTE = 8 * (double) TimeUnit.SECONDS.toNanos(1);

    private int id;
    private int received;
    private int missing;
    private long bytes;
    private long firstSent;
    private long lastSent;
    private long lastBurstBytes;
    private long firstArrival;
    private long firstArrivalBytes;
    private long lastArrival;
    private boolean saturated;

    /** Begins to measure a probe, in place of any other. */
    void begin(int newId) {
        id = newId;
        received = 0;
        missing = 0;
        bytes = 0;
        saturated = false;
    }

    void onReceived(int probe, int size, long sentNanos, long arrivalNanos) {
        if (probe != id) {
            return;
        }
        if (received++ == 0) {
            firstSent = sentNanos;
            lastSent = sentNanos;
            lastBurstBytes = 0;
            firstArrival = arrivalNanos;
            firstArrivalBytes = size;
            lastArrival = arrivalNanos;
        }
        bytes += size;
        lastBurstBytes = sentNanos > lastSent ? size : lastBurstBytes + size;
        lastSent = Math.max(lastSent, sentNanos);
        if (arrivalNanos < firstArrival) {
            firstArrival = arrivalNanos;
            firstArrivalBytes = size;
        }
        lastArrival = Math.max(lastArrival, arrivalNanos);
    }

    /** Notes a packet that did not arrive. */
    void onMissing(int probe) {
        if (probe == id) {
            missing++;
        }
    }

    /** Returns whether it is known of that many packets how they fared. */
    boolean isComplete(int packets) {
        return received + missing >= packets;
    }

    /**
     * Returns the bits a second that the path was seen to carry of a probe of that many packets, or {@link #NO_RESULT}.
     *
     * @param ownLoss the share that the path loses whatever is sent
     */
    long result(int packets, double ownLoss) {
        long sendTime = lastSent - firstSent;
        long arrivalTime = lastArrival - firstArrival;
        if (received < ProbePacer.MIN_PACKETS
                || received < MIN_ARRIVED * (1 - ownLoss) * packets
                || sendTime <= 0
                || arrivalTime <= 0) {
            return NO_RESULT;
        }
        // The last burst's sending and the first packet's arrival are not in the times, so neither are their bytes.
        double sent = (bytes - lastBurstBytes) * BIT_NANOS_A_BYTE / sendTime / (1 - ownLoss);
        double arrived = (bytes - firstArrivalBytes) * BIT_NANOS_A_BYTE / arrivalTime / (1 - ownLoss);
        if (arrived > MAX_COMPRESSION * sent) {
            return NO_RESULT;
        }
        saturated = arrived < SATURATED * sent;
        return Math.round(saturated ? UTILISATION * arrived : Math.min(arrived, sent));
    }

    /** Returns whether the last result is all that the path carries, rather than all that was sent. */
    boolean isSaturated() {
        return saturated;
    }
}
