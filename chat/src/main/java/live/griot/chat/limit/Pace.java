package live.griot.chat.limit;

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

/** How fast each person writes, or reacts, over all sessions, on this node. Thread-safe. */
public final class Pace {
    private final int burst;
    private final Duration interval;
    private final TimeMeter time;
    private final Cache<UserId, Bucket> buckets;

    private Pace(int burst, Duration interval, int maxRemembered, Clock clock) {
        this.burst = burst;
        this.interval = interval;
        this.time = new ClockMeter(clock);
        this.buckets = Caffeine.newBuilder().maximumSize(maxRemembered).build();
    }

    /** Returns the pace at which people may write. */
    public static Pace ofMessages(ChatProperties limits, Clock clock) {
        return new Pace(limits.burst(), limits.interval(), limits.maxRemembered(), clock);
    }

    /** Returns the pace at which people may react, to messages and to the picture together. */
    public static Pace ofReactions(ChatProperties limits, Clock clock) {
        return new Pace(limits.reactionBurst(), limits.reactionInterval(), limits.maxRemembered(), clock);
    }

    /** Counts one of that person. Throws {@code Refused(RATE_LIMITED)} with the time to wait. */
    public void count(UserId person) {
        ConsumptionProbe probe = buckets.get(person, unknown -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Refused(
                    RATE_LIMITED,
                    "You are faster than people can follow; wait a moment",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(1, interval))
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
