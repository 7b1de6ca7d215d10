package live.griot.app.idempotency;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets keys past {@code griot.idempotency.retention}, each minute, a bounded number at a time so that no transaction grows long.
 * Every node does; what one deletes the other finds gone.
 */
@Component
class ForgottenKeys {
    private static final int AT_ONCE = 1_000;
    private static final int MAX_ROUNDS = 100;

    private final Claims claims;

    ForgottenKeys(Claims claims) {
        this.claims = claims;
    }

    /** Forgets what is due; what is left over after 100,000 keys waits for the next minute. */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void forget() {
        int rounds = 0;
        while (rounds < MAX_ROUNDS && claims.forgetOld(AT_ONCE) == AT_ONCE) {
            rounds++;
        }
    }
}
