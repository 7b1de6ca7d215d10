package live.griot.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import live.griot.app.admin.TimelyAnswers.Asked;
import org.junit.jupiter.api.Test;

/** Questions that may hang keep nobody waiting, and one thread each. */
class TimelyAnswersTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void what_does_not_answer_in_time_is_left_and_not_asked_again_before_it_has_answered() throws InterruptedException {
        TimelyAnswers answers = new TimelyAnswers(Duration.ofMillis(20));
        CountDownLatch hanging = new CountDownLatch(1);
        Asked<Integer> first = answers.begin("tape", () -> {
            int number = asked.incrementAndGet();
            try {
                hanging.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return number;
        });

        assertThat(answers.await(first)).isEmpty();
        assertThat(answers.await(answers.begin("tape", asked::incrementAndGet))).isEmpty();
        assertThat(asked).hasValue(1);
        assertThat(new TimelyAnswers(Duration.ofSeconds(30)).await(answers.begin("lamp", () -> 7)))
                .contains(7);

        hanging.countDown();
        assertThat(new TimelyAnswers(Duration.ofSeconds(30)).await(first)).contains(1);
    }

    @Test
    void an_answer_is_given_to_whoever_asks_while_it_is_fresh() {
        TimelyAnswers answers = new TimelyAnswers(Duration.ofSeconds(30));

        assertThat(answers.await(answers.begin("lamp", asked::incrementAndGet))).contains(1);
        assertThat(answers.await(answers.begin("lamp", asked::incrementAndGet))).contains(1);
    }

    @Test
    void a_question_that_fails_says_so() {
        TimelyAnswers answers = new TimelyAnswers(Duration.ofSeconds(30));
        Asked<Integer> failing = answers.begin("lamp", () -> {
            throw new IllegalArgumentException("dark");
        });

        assertThatThrownBy(() -> answers.await(failing))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("dark");
    }
}
