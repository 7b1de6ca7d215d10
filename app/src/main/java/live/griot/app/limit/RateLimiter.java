package live.griot.app.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;

/** One rate for each of many. Thread-safe. */
final class RateLimiter<K> {
    private final Rate rate;
    private final TimeMeter time;
    private final Cache<K, Bucket> buckets;

    /** Remembers so many at most; past it the least used are forgotten, as are those who have waited long enough to begin anew. */
    RateLimiter(Rate rate, int maxRemembered, TimeMeter time) {
        this.rate = rate;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(maxRemembered)
                .expireAfterAccess(rate.per())
                .build();
    }

    /** Counts once more. Throws {@code Refused(RATE_LIMITED)} with the time to wait. */
    void count(K who) {
        ConsumptionProbe probe = buckets.get(who, unknown -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Refused(
                    RefusalCode.RATE_LIMITED,
                    "This was done too often; wait a moment",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(rate.times()).refillGreedy(rate.times(), rate.per()))
                .build();
    }
}
