package live.griot.edge.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import live.griot.api.id.SessionId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.junit.jupiter.api.Test;

class EdgeReporterTest {
    private static final SessionId SESSION = new SessionId("S1");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Object> stored = Collections.synchronizedList(new ArrayList<>());

    @Test
    void facts_about_one_thing_arrive_in_the_order_in_which_they_were_told() {
        EdgeReporter reporter = new EdgeReporter(stored::add, new PlayedHomes(), Duration.ofMillis(1));
        List<Integer> numbers = IntStream.range(0, 500).boxed().toList();

        numbers.forEach(number -> reporter.tell(SESSION, number));

        assertThat(reporter.awaitTold(PATIENCE)).isTrue();
        assertThat(stored).isEqualTo(numbers);
    }

    @Test
    void the_teller_does_not_wait_and_others_facts_do_not_either() throws InterruptedException {
        CountDownLatch storeAnswers = new CountDownLatch(1);
        CountDownLatch otherStored = new CountDownLatch(1);
        EdgeReporter reporter = new EdgeReporter(
                command -> {
                    if (command.equals("slow")) {
                        awaitQuietly(storeAnswers);
                    } else {
                        otherStored.countDown();
                    }
                    return stored.add(command);
                },
                new PlayedHomes(),
                Duration.ofMillis(1));

        reporter.tell(SESSION, "slow");
        reporter.tell(new SessionId("S2"), "quick");

        assertThat(otherStored.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(reporter.awaitTold(Duration.ofMillis(1))).isFalse();
        storeAnswers.countDown();
        assertThat(reporter.awaitTold(PATIENCE)).isTrue();
        assertThat(stored).containsExactly("quick", "slow");
    }

    @Test
    void what_fails_is_told_again_before_what_follows_it() {
        int[] failures = {3};
        EdgeReporter reporter = new EdgeReporter(
                command -> {
                    if (failures[0]-- > 0) {
                        throw new IllegalStateException("The store is away");
                    }
                    return stored.add(command);
                },
                new PlayedHomes(),
                Duration.ofMillis(1));

        reporter.tell(SESSION, "first");
        reporter.tell(SESSION, "second");

        assertThat(reporter.awaitTold(PATIENCE)).isTrue();
        assertThat(stored).containsExactly("first", "second");
    }

    @Test
    void a_refused_fact_came_too_late_and_is_not_told_again() {
        int[] attempts = {0};
        EdgeReporter reporter = new EdgeReporter(
                command -> {
                    attempts[0]++;
                    throw new Refused(RefusalCode.INVALID_TRANSITION, "It has ended");
                },
                new PlayedHomes(),
                Duration.ofMillis(1));

        reporter.tell(SESSION, "late");

        assertThat(reporter.awaitTold(PATIENCE)).isTrue();
        assertThat(attempts[0]).isEqualTo(1);
    }

    @Test
    void what_met_another_change_is_told_again() {
        assertStoredAfter(3, () -> new Refused(RefusalCode.CONFLICT, "Another was faster"));
    }

    @Test
    void while_the_store_is_away_or_full_it_is_told_on_and_on() {
        assertStoredAfter(10, () -> new IllegalStateException(new SQLException("No connection", "08S01")));
        assertStoredAfter(10, () -> new Refused(RefusalCode.STORAGE_FULL, "No room"));
    }

    @Test
    void what_fails_time_and_again_is_given_up_and_what_follows_is_told() {
        int[] attempts = {0};
        EdgeReporter reporter = new EdgeReporter(
                command -> {
                    if (command.equals("first")) {
                        attempts[0]++;
                        throw new IllegalStateException("A store with a bug");
                    }
                    return stored.add(command);
                },
                new PlayedHomes(),
                Duration.ofMillis(1));

        reporter.tell(SESSION, "first");
        reporter.tell(SESSION, "second");

        assertThat(reporter.awaitTold(PATIENCE)).isTrue();
        assertThat(stored).containsExactly("second");
        assertThat(attempts[0]).isEqualTo(7);
    }

    private void assertStoredAfter(int failures, Supplier<RuntimeException> failure) {
        stored.clear();
        int[] left = {failures};
        EdgeReporter reporter = new EdgeReporter(
                command -> {
                    if (left[0]-- > 0) {
                        throw failure.get();
                    }
                    return stored.add(command);
                },
                new PlayedHomes(),
                Duration.ofMillis(1));

        reporter.tell(SESSION, "fact");

        assertThat(reporter.awaitTold(PATIENCE)).isTrue();
        assertThat(stored).containsExactly("fact");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
