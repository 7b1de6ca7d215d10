package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import live.griot.edge.telemetry.Failures;
import org.junit.jupiter.api.Test;

/** A loop's thread goes on whatever fails, lets the program end, and is gone when it was stopped. */
class LoopThreadTest {
    private static final int TURNS = 20;

    private final Failures failures = new Failures(() -> 0);

    @Test
    void a_turn_that_fails_is_counted_and_the_next_follows_after_a_pause() throws Exception {
        CountDownLatch turns = new CountDownLatch(TURNS);
        LoopThread thread = new LoopThread(
                "failing",
                () -> {
                    turns.countDown();
                    throw new StackOverflowError("A turn with a bug");
                },
                () -> {},
                failures);
        long beganNanos = System.nanoTime();
        thread.start();

        assertThat(turns.await(30, TimeUnit.SECONDS)).isTrue();
        long tookNanos = System.nanoTime() - beganNanos;
        thread.stop();

        // Less than the pauses of 5 ms add up to, for one may end early.
        assertThat(tookNanos).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(TURNS));
        assertThat(failures.counts().get("LOOP")).isGreaterThanOrEqualTo(TURNS - 1);
        assertThat(thread.thread().isAlive()).isFalse();
    }

    @Test
    void it_lets_the_program_end() {
        assertThat(new LoopThread("idle", () -> {}, () -> {}, failures).thread().isDaemon())
                .isTrue();
    }

    @Test
    void a_stop_wakes_it_and_waits_for_the_end_of_its_turn() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        Semaphore woken = new Semaphore(0);
        Thread stopping = Thread.currentThread();
        AtomicBoolean gaveUp = new AtomicBoolean();
        LoopThread thread = new LoopThread(
                "waiting",
                () -> {
                    waits.countDown();
                    woken.acquireUninterruptibly();
                    while (stopping.getState() != Thread.State.TIMED_WAITING && !gaveUp.get()) {
                        Thread.onSpinWait();
                    }
                },
                woken::release,
                failures);
        thread.start();
        waits.await();

        thread.stop();

        assertThat(thread.thread().isAlive()).isFalse();
        gaveUp.set(true);
    }
}
