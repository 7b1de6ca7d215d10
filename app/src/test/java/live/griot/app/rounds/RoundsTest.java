package live.griot.app.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void every_one_that_is_started_makes_its_rounds() throws InterruptedException {
        for (int i = 0; i < 2_000; i++) {
            CountDownLatch made = new CountDownLatch(1);
            Rounds rounds = new Rounds("rounds", Duration.ofNanos(1), made::countDown);
            rounds.start();
            assertThat(made.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("start number %d", i)
                    .isTrue();
            rounds.stop(PATIENCE);
        }
    }

    @Test
    void a_round_that_fails_is_followed_by_the_next() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        Rounds rounds = new Rounds("rounds", Duration.ofMillis(1), () -> {
            throw new AssertionError("round " + made.incrementAndGet());
        });
        rounds.start();
        await().until(() -> made.get() > 2);
        rounds.stop(PATIENCE);
        int before = made.get();

        rounds.soon();

        assertThat(rounds.isRunning()).isFalse();
        assertThat(made).hasValue(before);
    }

    @Test
    void a_pause_can_be_ended() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        Rounds rounds = new Rounds("rounds", Duration.ofHours(1), made::incrementAndGet);
        rounds.start();
        assertThat(made).hasValue(0);
        await().until(() -> {
            rounds.soon();
            return made.get() > 0;
        });
        rounds.stop(PATIENCE);
    }
}
