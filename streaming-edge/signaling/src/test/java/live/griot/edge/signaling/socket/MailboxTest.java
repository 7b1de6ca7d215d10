package live.griot.edge.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import live.griot.edge.telemetry.Failures;
import org.junit.jupiter.api.Test;

/** One task's failure, an Error too, is no other's. */
class MailboxTest {
    private final Failures failures = new Failures(System::nanoTime);
    private final List<String> done = new ArrayList<>();

    @Test
    void a_task_that_fails_with_an_error_keeps_none_from_its_turn() {
        List<Runnable> threads = new ArrayList<>();
        Mailbox mailbox = new Mailbox(threads::add, failures);
        mailbox.execute(() -> {
            throw new StackOverflowError("A task with a bug");
        });
        mailbox.execute(() -> done.add("second"));
        threads.removeFirst().run();
        mailbox.execute(() -> done.add("third"));
        threads.removeFirst().run();

        assertThat(done).containsExactly("second", "third");
        assertThat(failures.counts()).containsEntry("COMMAND", 1L);
    }

    @Test
    void a_moment_without_a_thread_is_over_with_the_next_task() {
        List<Runnable> threads = new ArrayList<>();
        boolean[] refuses = {true};
        Mailbox mailbox = new Mailbox(
                task -> {
                    if (refuses[0]) {
                        throw new RejectedExecutionException("No thread");
                    }
                    threads.add(task);
                },
                failures);
        assertThatThrownBy(() -> mailbox.execute(() -> done.add("first")))
                .isInstanceOf(RejectedExecutionException.class);
        refuses[0] = false;
        mailbox.execute(() -> done.add("second"));
        threads.removeFirst().run();

        assertThat(done).containsExactly("first", "second");
    }
}
