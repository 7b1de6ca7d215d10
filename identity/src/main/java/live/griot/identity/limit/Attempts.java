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

/** Bounds how fast somebody may try to register or sign in, by address, on each node. Thread-safe. */
@Component
@EnableConfigurationProperties(AttemptProperties.class)
public class Attempts {
    private final AttemptProperties limits;
    private final Cache<String, Bucket> byAddress;

    Attempts(AttemptProperties limits) {
        this.limits = limits;
        this.byAddress = remembering(limits);
    }

    /** Counts one attempt from that address. Throws {@code Refused(RATE_LIMITED)} with the time to wait. */
    public void countAddress(String address) {
        count(Network.of(address).name());
    }

    private void count(String key) {
        Bucket bucket = byAddress.get(key, unknown -> bucket());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Refused(
                    RefusalCode.RATE_LIMITED,
                    "Too many attempts; wait a moment",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(
                        limit -> limit.capacity(limits.perAddress()).refillGreedy(limits.perAddress(), limits.window()))
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
