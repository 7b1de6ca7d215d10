package live.griot.identity.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentMap;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes guessing passwords slow, by handle and by who guesses, so that a stranger who guesses slows down nobody but themselves and
 * the owner signs in all the same. Thread-safe; of one node.
 */
@Component
public class WrongPasswords {
    private static final int MOST_DOUBLINGS = 30;

    private final AttemptProperties limits;
    private final Clock clock;
    private final ConcurrentMap<Guesser, Guesses> guesses;

    WrongPasswords(AttemptProperties limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        Cache<Guesser, Guesses> remembered = Caffeine.newBuilder()
                .maximumSize(limits.maxRemembered())
                .expireAfterWrite(limits.longestDelay().multipliedBy(2))
                .build();
        this.guesses = remembered.asMap();
    }

    /** Who tries a password on which canonical handle: a network address, or a device that its owner is known by. */
    private record Guesser(String handle, String from) {}

    /** What was tried, and from when on one more may be. */
    private record Guesses(int count, Instant nextFrom) {}

    /**
     * Counts a password that is about to be tried, as wrong until {@link #wasRight} is called: of many that are tried at once no more
     * pass than one after the other. Throws {@code Refused(RATE_LIMITED)} with the time to wait.
     */
    public void count(String handle, String from) {
        Instant now = clock.instant();
        guesses.compute(new Guesser(handle, from), (guesser, before) -> counted(before, now));
    }

    /** Forgets what was counted for who knew the password. */
    public void wasRight(String handle, String from) {
        guesses.remove(new Guesser(handle, from));
    }

    private Guesses counted(@Nullable Guesses before, Instant now) {
        if (before != null && now.isBefore(before.nextFrom())) {
            throw new Refused(
                    RefusalCode.RATE_LIMITED,
                    "Too many wrong passwords; wait a moment",
                    Duration.between(now, before.nextFrom()));
        }
        int count = before == null ? 1 : before.count() + 1;
        return new Guesses(count, now.plus(delayAfter(count)));
    }

    private Duration delayAfter(int count) {
        if (count < limits.perHandle()) {
            return Duration.ZERO;
        }
        Duration delay = limits.firstDelay().multipliedBy(1L << Math.min(count - limits.perHandle(), MOST_DOUBLINGS));
        return delay.compareTo(limits.longestDelay()) < 0 ? delay : limits.longestDelay();
    }
}
