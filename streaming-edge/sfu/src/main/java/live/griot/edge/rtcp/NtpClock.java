package live.griot.edge.rtcp;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The edge's clock as sender reports tell it: 64 bits, seconds since 1900 in the upper 32 (RFC 3550, section 4). Immutable. */
public final class NtpClock {
    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long originNanos;
    private final Instant origin;

    /** Makes one for which it was that time when the monotonic clock stood there. */
    public NtpClock(Instant origin, long originNanos) {
        this.origin = origin;
        this.originNanos = originNanos;
    }

    /** Returns the NTP time of a moment of the monotonic clock. */
    public long at(long nanos) {
        Instant moment = origin.plusNanos(nanos - originNanos);
        long fraction = ((long) moment.getNano() << 32) / SECOND;
        return (moment.getEpochSecond() + SECONDS_FROM_1900_TO_1970) << 32 | fraction;
    }
}
