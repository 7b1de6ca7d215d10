package live.griot.edge.ingest;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells a participant's clock in the edge's time: all that a participant publishes is timed by one wall clock, which may be wrong by
 * hours, and reports of it arrive late by what the network takes. The least late of the last reports counts, so what is left of the
 * difference is the quickest way here, the same for all tracks of the participant: lips keep matching. Not thread-safe: owned by the
 * ingest loop. RFC 3550, section 6.4.1.
 */
public final class SenderClock {
    /** The reports looked at; a new one comes every second or so for each stream. */
    private static final int REPORTS = 32;

    /** No network is that late: somebody set the clock. */
    private static final long CLOCK_SET_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final long[] differences = new long[REPORTS];
    private int count;
    private long least;

    /** Returns a number that no other participant's clock on this edge has. */
    public long number() {
        return number;
    }

    /** Notes a sender's report: its NTP time, seconds in the upper 32 bits, and when it came by the edge's clock. */
    public void onSenderReport(long ntpTime, long arrivalNanos) {
        long difference = arrivalNanos - nanos(ntpTime);
        if (count > 0 && Math.abs(difference - least) > CLOCK_SET_NANOS) {
            count = 0;
        }
        differences[count++ % REPORTS] = difference;
        least = difference;
        for (int i = 0; i < Math.min(count, REPORTS); i++) {
            least = Math.min(least, differences[i]);
        }
    }

    /** Returns an NTP time of the participant in nanoseconds of the edge's clock; only after a report. */
    public long toEdge(long ntpTime) {
        return nanos(ntpTime) + least;
    }

    private static long nanos(long ntpTime) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return (ntpTime >>> 32) * second + (((ntpTime & 0xFFFFFFFFL) * second) >>> 32);
    }
}
