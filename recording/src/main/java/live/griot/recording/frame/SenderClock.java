package live.griot.recording.frame;

import java.util.concurrent.TimeUnit;

/**
 * Tells a sender's wall clock, which may be wrong by hours, in the recording's time. Reports of it arrive late by what the network takes;
 * the least late of the last ones counts, so what is left of the difference is the quickest way here, the same for all streams of the
 * sender: lips keep matching. Not thread-safe. RFC 3550, section 6.4.1.
 */
final class SenderClock {
    private static final int REPORTS = 32;

    /** No network is that late: somebody set the clock. */
    private static final long CLOCK_SET_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long FRACTION = 0xFFFFFFFFL;

    private final long[] differences = new long[REPORTS];
    private int count;
    private long least;

    /** Notes a report's time and when it came. */
    void onReport(long ntpTime, long arrivalNanos) {
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

    /** Returns a time of the sender as one of the recording's monotonic clock; only after a report. */
    long toMonotonic(long ntpTime) {
        return nanos(ntpTime) + least;
    }

    private static long nanos(long ntpTime) {
        return (ntpTime >>> 32) * SECOND + (((ntpTime & FRACTION) * SECOND) >>> 32);
    }
}
