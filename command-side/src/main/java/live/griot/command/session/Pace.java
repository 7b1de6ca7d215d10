package live.griot.command.session;

import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import live.griot.api.id.UserId;
import live.griot.api.refusal.Refused;
import org.springframework.stereotype.Component;

/** How fast each person raises their hand, asks others to switch something on, and joins, over all sessions, on this node. Thread-safe. */
@Component
class Pace {
    private final Buckets hands;
    private final Buckets asks;
    private final Buckets joins;

    Pace(PaceProperties limits) {
        hands = new Buckets(limits.handBurst(), limits.handInterval(), limits.maxRemembered());
        asks = new Buckets(limits.askBurst(), limits.askInterval(), limits.maxRemembered());
        joins = new Buckets(limits.joinBurst(), limits.joinInterval(), limits.maxRemembered());
    }

    /** Counts a hand that is raised; lowering it is free. Throws {@code Refused(RATE_LIMITED)} with the time to wait, as the others do. */
    void countHand(UserId person) {
        hands.count(person);
    }

    /** Counts a wish that somebody switch something on. */
    void countAsk(UserId person) {
        asks.count(person);
    }

    /** Counts a join. */
    void countJoin(UserId person) {
        joins.count(person);
    }

    /** A bucket for each person. */
    private static final class Buckets {
        private final int burst;
        private final Duration interval;
        private final Cache<UserId, Bucket> all;

        Buckets(int burst, Duration interval, int maxRemembered) {
            this.burst = burst;
            this.interval = interval;
            this.all = Caffeine.newBuilder().maximumSize(maxRemembered).build();
        }

        void count(UserId person) {
            ConsumptionProbe probe = all.get(person, unknown -> bucket()).tryConsumeAndReturnRemaining(1);
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
                    .build();
        }
    }
}
