package live.griot.edge.signaling;

import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import live.griot.api.id.AttendanceId;
import live.griot.api.refusal.Refused;

/**
 * Bounds how often one ticket's bearer may ask for a connection, and how often one connection may be changed: each costs a handshake or a
 * restart, and a client that does well needs one. Thread-safe.
 */
final class ConnectionRateLimiter {
    /** A client whose network comes and goes tries several times in a row. */
    static final int OFFERS = 20;

    static final Duration OFFER_EVERY = Duration.ofSeconds(1);

    /** A client may tell each of its candidates by a request of its own. */
    static final int CHANGES = 200;

    static final Duration CHANGE_EVERY = Duration.ofMillis(100);

    /** More than one node has tickets and connections. */
    private static final int MAX_REMEMBERED = 50_000;

    private final Cache<Object, Bucket> offers = remembering(OFFERS, OFFER_EVERY);
    private final Cache<Object, Bucket> changes = remembering(CHANGES, CHANGE_EVERY);
    private final TimeMeter time;

    ConnectionRateLimiter(TimeMeter time) {
        this.time = time;
    }

    /** Counts one request for a connection. Throws {@code Refused(RATE_LIMITED)} with the time to wait. */
    void countOffer(AttendanceId ticket) {
        count(offers.get(ticket, unknown -> bucket(OFFERS, OFFER_EVERY)));
    }

    /** Counts one request to change a connection. Throws {@code Refused(RATE_LIMITED)} with the time to wait. */
    void countChange(String resourceId) {
        count(changes.get(resourceId, unknown -> bucket(CHANGES, CHANGE_EVERY)));
    }

    private static void count(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Refused(
                    RATE_LIMITED,
                    "Too many attempts to connect; wait a moment",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(int burst, Duration interval) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(1, interval))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Once so much time has passed a bucket is full again, so forgetting it changes nothing. */
    private static Cache<Object, Bucket> remembering(int burst, Duration interval) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterAccess(interval.multipliedBy(burst))
                .build();
    }
}
