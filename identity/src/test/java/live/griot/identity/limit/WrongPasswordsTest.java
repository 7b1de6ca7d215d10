package live.griot.identity.limit;

import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;
import static live.griot.identity.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import live.griot.api.refusal.Refused;
import live.griot.identity.MovableClock;
import org.junit.jupiter.api.Test;

class WrongPasswordsTest {
    private final MovableClock clock = new MovableClock();
    private final WrongPasswords wrong = TestAttempts.wrongPasswords(3, clock);

    @Test
    void the_first_cost_nothing_and_each_after_costs_twice_the_one_before_up_to_a_bound() {
        for (int i = 0; i < 3; i++) {
            wrong.count("awa", "192.0.2.1");
        }
        Duration before = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            Duration wait = toWait();
            assertThat(wait).isEqualTo(i == 0 ? Duration.ofSeconds(1) : shorter(before.multipliedBy(2)));
            before = wait;
            clock.pass(wait);
            wrong.count("awa", "192.0.2.1");
        }
        assertThat(before).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void a_stranger_slows_down_neither_the_owner_elsewhere_nor_other_handles() {
        for (int i = 0; i < 3; i++) {
            wrong.count("awa", "192.0.2.1");
        }

        assertRefused(RATE_LIMITED, () -> wrong.count("awa", "192.0.2.1"));
        assertThatCode(() -> wrong.count("awa", "192.0.2.2")).doesNotThrowAnyException();
        assertThatCode(() -> wrong.count("binta", "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void the_right_one_forgives_all() {
        wrong.count("awa", "192.0.2.1");
        wrong.count("awa", "192.0.2.1");

        wrong.wasRight("awa", "192.0.2.1");

        for (int i = 0; i < 3; i++) {
            wrong.count("awa", "192.0.2.1");
        }
        assertRefused(RATE_LIMITED, () -> wrong.count("awa", "192.0.2.1"));
    }

    private Duration toWait() {
        Refused no = catchThrowableOfType(Refused.class, () -> wrong.count("awa", "192.0.2.1"));
        Duration wait = no.retryAfter();
        return wait == null ? Duration.ZERO : wait;
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(Duration.ofMinutes(15)) < 0 ? wait : Duration.ofMinutes(15);
    }
}
