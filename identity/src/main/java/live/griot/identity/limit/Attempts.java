package live.griot.identity.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import live.griot.api.network.Network;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Bounds how fast somebody may try to register or sign in, by address and by handle, on each node. Thread-safe. */
@Component
@EnableConfigurationProperties(AttemptProperties.class)
public class Attempts {
    private final AttemptProperties limits;
    private final Cache<String, Bucket> byAddress;
    private final Cache<String, Bucket> byHandle;

    Attempts(AttemptProperties limits) {
        this.limits = limits;
        this.byAddress = remembering(limits);
        this.byHandle = remembering(limits);
    }

    /** Counts one attempt from that address. Throws {@code Refused(RATE_LIMITED)} with the time to wait. */
    public void countAddress(String address) {
        count(byAddress, Network.of(address).name(), limits.perAddress());
    }

    /** Counts one attempt on that canonical handle. Throws {@code Refused(RATE_LIMITED)} with the time to wait. */
    public void countHandle(String handle) {
        count(byHandle, handle, limits.perHandle());
    }

    private void count(Cache<String, Bucket> buckets, String key, int capacity) {
        Bucket bucket = buckets.get(key, unknown -> bucket(capacity));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Refused(
                    RefusalCode.RATE_LIMITED,
                    "Too many attempts; wait a moment",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(int capacity) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, limits.window()))
                .build();
    }

    /** Once a window has passed a bucket is full again, so forgetting it changes nothing. */
    private static Cache<String, Bucket> remembering(AttemptProperties limits) {
        return Caffeine.newBuilder()
                .maximumSize(limits.maxRemembered())
                .expireAfterAccess(limits.window())
                .build();
    }
}
