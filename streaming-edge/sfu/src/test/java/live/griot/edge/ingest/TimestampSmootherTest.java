package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Timestamps that jump under one SSRC leave no jump in what viewers get. */
class TimestampSmootherTest {
    private static final int CLOCK_RATE = 90_000;
    private static final int FRAME = 3_000;
    private static final int HOUR = 3_600 * CLOCK_RATE;
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / 30;

    private final TimestampSmoother smoother = new TimestampSmoother();

    @Test
    void what_goes_on_as_time_does_is_left_alone_also_where_it_wraps() {
        int first = -2 * FRAME;
        for (int frame = 0; frame < 10; frame++) {
            assertThat(map(first + frame * FRAME, frame, frame)).isEqualTo(first + frame * FRAME);
        }
    }

    @Test
    void a_jump_by_an_hour_or_back_goes_on_by_the_time_that_passed() {
        for (int jump : new int[] {HOUR, -HOUR, Integer.MAX_VALUE}) {
            smoother.clear();
            assertThat(map(1_000, 0, 0)).isEqualTo(1_000);
            assertThat(map(1_000 + FRAME, 1, 1)).isEqualTo(1_000 + FRAME);
            int after = map(1_000 + jump, 2, 2);
            assertThat(after - (1_000 + FRAME)).isBetween(FRAME - 1, FRAME + 1);
            assertThat(map(1_000 + jump + FRAME, 3, 3)).isEqualTo(after + FRAME);
            assertThat(smoother.mapLatest(1_000 + jump + FRAME)).isEqualTo(after + FRAME);
        }
    }

    @Test
    void what_comes_late_is_counted_as_those_around_it_were() {
        map(1_000, 0, 0);
        map(1_000 + 2 * FRAME, 2, 2);
        int after = map(HOUR, 4, 4);

        assertThat(late(1_000 + FRAME, 1)).isEqualTo(1_000 + FRAME);
        assertThat(late(HOUR, 4)).isEqualTo(after);
    }

    @Test
    void a_pause_of_the_sender_is_no_jump_when_its_clock_went_on() {
        map(1_000, 0, 0);
        assertThat(map(1_000 + 300 * FRAME, 1, 300)).isEqualTo(1_000 + 300 * FRAME);
    }

    @Test
    void a_sender_whose_clock_stood_still_in_a_pause_goes_on_by_the_time_that_passed() {
        map(1_000, 0, 0);
        assertThat(map(1_000 + FRAME, 1, 300) - 1_000).isBetween(300 * FRAME - 1, 300 * FRAME + 1);
    }

    private int map(int timestamp, long index, int atFrame) {
        return smoother.map(timestamp, index, true, CLOCK_RATE, atFrame * FRAME_NANOS);
    }

    private int late(int timestamp, long index) {
        return smoother.map(timestamp, index, false, CLOCK_RATE, 5 * FRAME_NANOS);
    }
}
