package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyFrameThrottleTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final KeyFrameThrottle throttle = new KeyFrameThrottle();

    @Test
    void requests_of_one_moment_are_one() {
        assertThat(throttle.mayAsk(-5)).isTrue();
        assertThat(throttle.mayAsk(-5 + KeyFrameThrottle.ASK_NANOS - 1)).isFalse();
        assertThat(throttle.mayAsk(-5 + KeyFrameThrottle.ASK_NANOS)).isTrue();
    }

    @Test
    void who_is_interrupted_again_and_again_goes_on_after_pauses_that_grow() {
        assertThat(throttle.mayResume(0)).isTrue();
        assertThat(throttle.mayResume(SECOND - 1)).isFalse();
        assertThat(throttle.mayResume(SECOND)).isTrue();
        assertThat(throttle.mayResume(3 * SECOND - 1)).isFalse();
        assertThat(throttle.mayResume(3 * SECOND)).isTrue();
        assertThat(throttle.mayResume(5 * SECOND - 1)).isFalse();
        assertThat(throttle.mayResume(5 * SECOND))
                .as("two seconds are the longest")
                .isTrue();
        assertThat(throttle.mayResume(7 * SECOND)).isTrue();
    }

    @Test
    void who_was_not_interrupted_for_long_goes_on_at_once_and_soon_again() {
        for (long now = 0; now <= 7 * SECOND; now += SECOND / 10) {
            throttle.mayResume(now);
        }
        assertThat(throttle.mayResume(16 * SECOND)).isTrue();
        assertThat(throttle.mayResume(17 * SECOND)).isTrue();
    }
}
