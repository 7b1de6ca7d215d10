package live.griot.api.network;

import static live.griot.api.network.Pulse.Beat.ASK;
import static live.griot.api.network.Pulse.Beat.SILENT;
import static live.griot.api.network.Pulse.Beat.WELL;
import static live.griot.api.network.Pulse.Beat.WITHOUT_HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** With the limits of the live socket: a ping every 10 s, 30 s of silence, 10 s for the hello. */
class PulseTest {
    private final Pulse pulse =
            new Pulse(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(10), seconds(0));

    @Test
    void who_says_no_hello_is_not_waited_for() {
        assertThat(pulse.at(seconds(9))).isEqualTo(WELL);
        pulse.heard(seconds(9));
        assertThat(pulse.at(seconds(10))).isEqualTo(WITHOUT_HELLO);
    }

    @Test
    void who_is_silent_is_asked_every_ten_seconds_and_given_up_after_thirty() {
        pulse.greeted();
        assertThat(pulse.at(seconds(10))).isEqualTo(ASK);
        assertThat(pulse.at(seconds(11))).isEqualTo(WELL);
        assertThat(pulse.at(seconds(20))).isEqualTo(ASK);
        assertThat(pulse.at(seconds(29))).isEqualTo(WELL);
        assertThat(pulse.at(seconds(30))).isEqualTo(SILENT);
    }

    @Test
    void who_answers_is_there() {
        pulse.greeted();
        for (int second = 10; second < 1_000; second += 10) {
            assertThat(pulse.at(seconds(second))).isEqualTo(ASK);
            pulse.heard(seconds(second));
        }
    }

    @Test
    void who_speaks_is_not_asked() {
        pulse.greeted();
        for (int second = 5; second < 100; second += 5) {
            pulse.heard(seconds(second));
            assertThat(pulse.at(seconds(second + 4))).isEqualTo(WELL);
        }
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
