package live.griot.chat.message;

import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import live.griot.api.id.UserId;
import live.griot.api.refusal.Refused;

/** How fast each person writes, over all sessions, on this node. Thread-safe. */
final class Pace {
    private final ChatProperties limits;
    private final TimeMeter time;
    private final Cache<UserId, Bucket> buckets;

    Pace(ChatProperties limits, Clock clock) {
        this.limits = limits;
        this.time = new ClockMeter(clock);
        this.buckets = Caffeine.newBuilder().maximumSize(limits.maxRemembered()).build();
    }

    /** Counts one message of that person. Throws {@code Refused(RATE_LIMITED)} with the time to wait. */
    void count(UserId author) {
        ConsumptionProbe probe = buckets.get(author, unknown -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Refused(
                    RATE_LIMITED,
                    "You write faster than people read; wait a moment",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(limits.burst()).refillGreedy(1, limits.interval()))
                .withCustomTimePrecision(time)
                .build();
    }

    /** The buckets' time is the application's. */
    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
