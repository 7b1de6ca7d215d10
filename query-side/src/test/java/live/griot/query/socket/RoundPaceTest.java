package live.griot.query.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundPaceTest {
    private static final Duration PACE = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicBoolean anybody = new AtomicBoolean();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void rounds_are_made_at_the_pace_from_when_somebody_comes_until_nobody_is_left() {
        RoundPace pace = start(NEVER);
        assertThat(rounds).hasValue(0);
        for (int i = 0; i < 200; i++) {
            int before = rounds.get();
            anybody.set(true);
            pace.wake();
            await().pollInterval(PACE).until(() -> rounds.get() > before + 1);
            anybody.set(false);
        }
    }

    @Test
    void while_nobody_is_there_they_are_made_too() {
        start(PACE);
        await().until(() -> rounds.get() > 2);
    }

    private RoundPace start(Duration idle) {
        return new RoundPace(timer, rounds::incrementAndGet, anybody::get, PACE, idle);
    }
}
