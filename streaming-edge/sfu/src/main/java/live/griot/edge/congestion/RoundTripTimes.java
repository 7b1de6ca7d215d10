package live.griot.edge.congestion;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Finds the round trip from what a peer says of a report that it got: when it was, and for how long it was held. It is looked up in a
 * memory of when each was sent, so that an answer to what was never sent says nothing. Not thread-safe. RFC 3550, section 6.4.1.
 */
public final class RoundTripTimes {
    /** Stands for a round trip that cannot be told. */
    public static final long UNKNOWN = -1;

    /** Sender reports that are remembered, of all streams of a transport. */
    private static final int REMEMBERED = 64;

    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int[] middles = new int[REMEMBERED];
    private final int[] sources = new int[REMEMBERED];
    private final long[] times = new long[REMEMBERED];
    private int next;

    /** Remembers nothing yet. */
    public RoundTripTimes() {
        Arrays.fill(times, UNKNOWN);
    }

    /** Remembers a sender report that is being sent, with its 64-bit NTP time. */
    public void onSenderReport(int ssrc, long ntpTime, long nowNanos) {
        int slot = next++ % REMEMBERED;
        middles[slot] = (int) (ntpTime >>> 16);
        sources[slot] = ssrc;
        times[slot] = nowNanos;
    }

    /**
     * Returns the nanoseconds that a report block tells, above 0, or {@link #UNKNOWN}.
     *
     * @param lastSenderReport the middle 32 bits of the report's NTP time, 0 when there was none
     * @param delaySinceLast in 65,536ths of a second
     */
    public long onReportBlock(int ssrc, int lastSenderReport, int delaySinceLast, long nowNanos) {
        for (int slot = 0; slot < REMEMBERED; slot++) {
            if (times[slot] != UNKNOWN && sources[slot] == ssrc && middles[slot] == lastSenderReport) {
                long held = (Integer.toUnsignedLong(delaySinceLast) * TimeUnit.SECONDS.toNanos(1)) >> 16;
                long roundTrip = nowNanos - times[slot] - held;
                return roundTrip > 0 && roundTrip < MAX_NANOS ? roundTrip : UNKNOWN;
            }
        }
        return UNKNOWN;
    }
}
