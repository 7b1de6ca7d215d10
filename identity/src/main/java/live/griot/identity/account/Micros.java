package live.griot.identity.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the tables store them: microseconds since 1970 in UTC, the same number in every database and time zone. */
public final class Micros {
    private Micros() {}

    /** Returns the number that is stored for that time. */
    public static long of(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** Returns the time that is stored as that number. */
    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
