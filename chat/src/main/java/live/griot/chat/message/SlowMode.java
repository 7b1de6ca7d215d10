package live.griot.chat.message;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.chat.limit.ChatProperties;

/**
 * When each person wrote last in a session. What is stored counts for every node and over a restart; what this node let pass a
 * moment ago counts before it is stored, so that two messages at once are not both let through. Thread-safe.
 */
final class SlowMode {
    private final Figures figures;
    private final Cache<Key, Instant> letPass;

    SlowMode(Figures figures, ChatProperties limits) {
        this.figures = figures;
        this.letPass = Caffeine.newBuilder().maximumSize(limits.maxRemembered()).build();
    }

    /** Counts a message. Throws {@code Refused(SLOW_MODE)} with the time to wait when the one before is too near. */
    void count(SessionId session, UserId author, Duration wait, Instant at) {
        Instant stored = figures.lastMessage(session, author).orElse(Instant.MIN);
        letPass.asMap().compute(new Key(session, author), (key, here) -> {
            Instant before = here == null || here.isBefore(stored) ? stored : here;
            if (before.isAfter(Instant.MIN) && before.plus(wait).isAfter(at)) {
                throw new Refused(
                        RefusalCode.SLOW_MODE,
                        "Slow mode is on: one message every %d seconds".formatted(Math.max(1, wait.toSeconds())),
                        Duration.between(at, before.plus(wait)));
            }
            return at;
        });
    }

    private record Key(SessionId session, UserId author) {}
}
