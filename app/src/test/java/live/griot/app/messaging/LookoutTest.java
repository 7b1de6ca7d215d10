package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LookoutTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final long AWAY = -98;
    private static final long BUG = -99;

    private final AtomicLong head = new AtomicLong(10);
    private final AtomicLong handled = new AtomicLong(0);
    private final AtomicInteger heads = new AtomicInteger();
    private final Lookout lookout = new Lookout(this::nextHead, position -> handled.get() >= position, () -> 100_000);

    @AfterEach
    void close() {
        lookout.close();
    }

    @Test
    void each_waits_for_what_was_stored_when_they_came_and_no_longer() {
        CompletableFuture<Boolean> first = waits();
        await().until(() -> heads.get() == 1);
        head.set(20);
        CompletableFuture<Boolean> second = waits();
        await().until(() -> heads.get() == 2);

        handled.set(10);
        assertThat(first.join()).isTrue();
        assertThat(second).isNotDone();
        handled.set(20);
        assertThat(second.join()).isTrue();
    }

    @Test
    void the_head_is_asked_once_for_all_who_came_meanwhile() {
        CompletableFuture<Boolean> first = waits();
        await().until(() -> heads.get() == 1);
        List<CompletableFuture<Boolean>> many =
                IntStream.range(0, 200).mapToObj(i -> waits()).toList();
        handled.set(10);
        assertThat(first.join()).isTrue();
        assertThat(many).allMatch(CompletableFuture::join);
        assertThat(heads.get()).isLessThan(200);
    }

    @Test
    void who_waited_long_enough_is_told_so_and_nobody_else_is_harmed() {
        assertThat(lookout.await(Duration.ofMillis(20))).isFalse();
        CompletableFuture<Boolean> other = waits();
        handled.set(10);
        assertThat(other.join()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {AWAY, BUG})
    void a_failure_is_told_to_who_waits_and_is_not_the_last_look(long failing) {
        head.set(failing);
        assertThatThrownBy(() -> lookout.await(LONG)).hasRootCauseMessage("The store is away");
        head.set(10);
        handled.set(10);
        assertThat(lookout.await(LONG)).isTrue();
    }

    private CompletableFuture<Boolean> waits() {
        return CompletableFuture.supplyAsync(
                () -> lookout.await(LONG), task -> Thread.ofVirtual().start(task));
    }

    private long nextHead() {
        heads.incrementAndGet();
        if (head.get() == AWAY) {
            throw new IllegalStateException("The store is away");
        }
        if (head.get() == BUG) {
            throw new InternalError("The store is away");
        }
        return head.get();
    }
}
