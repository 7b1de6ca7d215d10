package live.griot.query.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the read model stores them: microseconds since 1970 in UTC, the same number in every database and time zone. */
final class Micros {
    private Micros() {}

    static long of(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static @Nullable Long ofNullable(@Nullable Instant time) {
        return time == null ? null : of(time);
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static @Nullable Instant toInstantOrNull(@Nullable Long micros) {
        return micros == null ? null : toInstant(micros);
    }
}
