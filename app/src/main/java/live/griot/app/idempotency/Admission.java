package live.griot.app.idempotency;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.springframework.stereotype.Component;

/**
 * Lets one of many equal requests through, and the others wait for its answer: for the end of the request where it is handled in
 * this process, looking again and again where another node handles it. Thread-safe; waits on the caller's thread.
 */
@Component
class Admission {
    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Claims claims;
    private final ConcurrentMap<ClaimKey, CountDownLatch> handledHere = new ConcurrentHashMap<>();

    Admission(Claims claims) {
        this.claims = claims;
    }

    /**
     * Returns the claim, or the answer that the request was given, waiting for it up to {@link #PATIENCE}. Throws {@code Refused}:
     * CONFLICT when that was not enough, IDEMPOTENCY_KEY_REUSED when the key came with another request. Who is granted a claim
     * must call {@link #finished}.
     */
    Claims.Outcome await(ClaimKey key, String requestHash) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        Claims.Outcome outcome = claims.claim(key, requestHash);
        while (outcome instanceof Claims.Busy) {
            long left = giveUpAt - System.nanoTime();
            if (left <= 0 || !awaitChange(key, left)) {
                throw new Refused(
                        RefusalCode.CONFLICT,
                        "The first request with this key is still being handled",
                        TRY_AGAIN_AFTER);
            }
            outcome = claims.claim(key, requestHash);
        }
        if (outcome instanceof Claims.Granted) {
            handledHere.put(key, new CountDownLatch(1));
        }
        return outcome;
    }

    /** Wakes who waits for that request, whatever came of it. */
    void finished(ClaimKey key) {
        CountDownLatch waited = handledHere.remove(key);
        if (waited != null) {
            waited.countDown();
        }
    }

    /** Returns false when nothing changed in that time, or the thread was told to stop. */
    private boolean awaitChange(ClaimKey key, long atMostNanos) {
        CountDownLatch here = handledHere.get(key);
        if (here == null) {
            LockSupport.parkNanos(Math.min(atMostNanos, LOOK_AGAIN_NANOS));
            return !Thread.currentThread().isInterrupted();
        }
        try {
            return here.await(atMostNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
