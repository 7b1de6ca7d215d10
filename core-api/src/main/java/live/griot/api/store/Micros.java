package live.griot.api.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the read model stores them: microseconds since 1970 in UTC, the same number in every database and time zone. */
public final class Micros {
    private static final long MICROS_A_SECOND = 1_000_000;
    private static final long NANOS_A_MICRO = 1_000;
    private static final long FURTHEST_SECOND = Long.MAX_VALUE / MICROS_A_SECOND - 1;

    private Micros() {}

    /** Returns the number that is stored for that time; of one before or after all numbers, the first or the last second. */
    public static long of(Instant time) {
        long seconds = Math.clamp(time.getEpochSecond(), -FURTHEST_SECOND, FURTHEST_SECOND);
        return seconds * MICROS_A_SECOND + time.getNano() / NANOS_A_MICRO;
    }

    /** Returns the number that is stored for that time, null for none. */
    public static @Nullable Long ofNullable(@Nullable Instant time) {
        return time == null ? null : of(time);
    }

    /** Returns the time that is stored as that number. */
    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Returns the time that is stored as that number, null for none. */
    public static @Nullable Instant toInstantOrNull(@Nullable Long micros) {
        return micros == null ? null : toInstant(micros);
    }
}
