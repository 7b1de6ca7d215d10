package live.griot.chat.table;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the read model stores them: microseconds since 1970 in UTC, the same number in every database and time zone. */
public final class Micros {
    private Micros() {}

    /** Returns the number that is stored for that time. */
    public static long of(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
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
