package live.griot.edge.ingest;

import java.util.concurrent.TimeUnit;

/**
 * Tells when the packets of one stream were captured, in the edge's time. The sender's reports say so; until the first one the quickest
 * packet so far has to do: what is left of the difference is the quickest way here, in both cases. Not thread-safe: owned by the ingest
 * loop. RFC 3550, section 6.4.1.
 */
final class CaptureClock {
    /** What later packets are slower by is forgotten at this rate, for clocks run apart: a millisecond in two seconds. */
    private static final long DRIFT = 2_000;

    /** No network is that late: the publisher began to count anew. */
    private static final long JUMP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final SenderClock clock;
    private boolean started;
    private boolean hasReport;
    private long reportNtp;
    private int reportTimestamp;
    private long ticks;
    private int latestTimestamp;
    private long latestNanos;
    private long quickest;

    /** Makes one for a stream of the participant whose clock that is. */
    CaptureClock(SenderClock clock) {
        this.clock = clock;
    }

    /** Forgets the stream: what comes is another one. */
    void reset() {
        started = false;
        hasReport = false;
    }

    /** Notes the sender's report of the stream. */
    void onSenderReport(long ntpTime, int rtpTimestamp, long arrivalNanos) {
        if (ntpTime != 0) {
            clock.onSenderReport(ntpTime, arrivalNanos);
            hasReport = true;
            reportNtp = ntpTime;
            reportTimestamp = rtpTimestamp;
        }
    }

    /** Returns when a packet that just came was captured. */
    long captureNanos(int timestamp, int clockRate, long arrivalNanos) {
        long byArrival = byArrival(timestamp, clockRate, arrivalNanos);
        return hasReport ? clock.toEdge(reportNtp) + nanos(timestamp - reportTimestamp, clockRate) : byArrival;
    }

    private long byArrival(int timestamp, int clockRate, long arrivalNanos) {
        if (!started) {
            started = true;
            ticks = 0;
            latestTimestamp = timestamp;
            latestNanos = arrivalNanos;
            quickest = arrivalNanos;
        }
        long own = ticks + (timestamp - latestTimestamp);
        long difference = arrivalNanos - nanos(own, clockRate);
        quickest += (arrivalNanos - latestNanos) / DRIFT;
        if (difference < quickest || difference - quickest > JUMP_NANOS) {
            quickest = difference;
        }
        latestNanos = arrivalNanos;
        if (own > ticks) {
            ticks = own;
            latestTimestamp = timestamp;
        }
        return nanos(own, clockRate) + quickest;
    }

    private static long nanos(long ticks, int clockRate) {
        // Microseconds, for nanoseconds times a clock rate overflow after a day.
        return TimeUnit.MICROSECONDS.toNanos(ticks * 1_000_000 / clockRate);
    }
}
