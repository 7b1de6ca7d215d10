package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyFrameThrottleTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final KeyFrameThrottle throttle = new KeyFrameThrottle();

    @Test
    void who_is_not_to_blame_goes_on_at_once_each_time() {
        for (long now = 0; now < 10; now++) {
            assertThat(throttle.mayResume(false, now)).isTrue();
        }
        throttle.onOverflow();
        assertThat(throttle.mayResume(false, 10)).as("there is no room").isFalse();
        assertThat(throttle.mayResume(true, 11)).isTrue();
        assertThat(throttle.mayResume(true, 12)).as("too soon").isFalse();
        throttle.onFlowing();
        assertThat(throttle.mayResume(true, 13)).isTrue();
    }

    @Test
    void requests_of_one_moment_are_one() {
        assertThat(throttle.mayAsk(-5)).isTrue();
        assertThat(throttle.mayAsk(-5 + KeyFrameThrottle.ASK_NANOS - 1)).isFalse();
        assertThat(throttle.mayAsk(-5 + KeyFrameThrottle.ASK_NANOS)).isTrue();
    }

    @Test
    void who_is_interrupted_again_and_again_goes_on_after_pauses_that_grow() {
        throttle.onOverflow();
        assertThat(throttle.mayResume(true, 0)).isTrue();
        assertThat(throttle.mayResume(true, SECOND - 1)).isFalse();
        assertThat(throttle.mayResume(true, SECOND)).isTrue();
        assertThat(throttle.mayResume(true, 3 * SECOND - 1)).isFalse();
        assertThat(throttle.mayResume(true, 3 * SECOND)).isTrue();
        assertThat(throttle.mayResume(true, 5 * SECOND - 1)).isFalse();
        assertThat(throttle.mayResume(true, 5 * SECOND))
                .as("two seconds are the longest")
                .isTrue();
        assertThat(throttle.mayResume(true, 7 * SECOND)).isTrue();
    }

    @Test
    void who_was_not_interrupted_for_long_goes_on_at_once_and_soon_again() {
        throttle.onOverflow();
        for (long now = 0; now <= 7 * SECOND; now += SECOND / 10) {
            throttle.mayResume(true, now);
        }
        assertThat(throttle.mayResume(true, 16 * SECOND)).isTrue();
        assertThat(throttle.mayResume(true, 17 * SECOND)).isTrue();
    }
}
