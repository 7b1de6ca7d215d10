package live.griot.edge.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.preview.PreviewSchedule.Due;
import org.junit.jupiter.api.Test;

/** A preview is made soon after the picture came, then now and then; the publisher is asked no more often than that. */
class PreviewScheduleTest {
    private final PreviewSchedule schedule = new PreviewSchedule(TimeUnit.SECONDS.toNanos(15));

    @Test
    void it_is_due_at_once_then_may_come_early_and_is_due_again() {
        assertThat(schedule.of("S1", seconds(100))).isEqualTo(Due.NOW);
        schedule.taken("S1", seconds(100));

        assertThat(schedule.of("S1", seconds(109))).isEqualTo(Due.NOT_YET);
        assertThat(schedule.of("S1", seconds(110))).isEqualTo(Due.IF_ONE_COMES);
        assertThat(schedule.of("S1", seconds(115))).isEqualTo(Due.NOW);
        assertThat(schedule.of("S2", seconds(109))).isEqualTo(Due.NOW);
    }

    @Test
    void one_that_is_gone_and_comes_again_is_due_at_once() {
        schedule.taken("S1", seconds(100));
        schedule.retain(List.of("S2"));

        assertThat(schedule.of("S1", seconds(101))).isEqualTo(Due.NOW);
    }

    @Test
    void one_that_pauses_is_due_when_the_pause_is_over() {
        schedule.pause("S1", seconds(200));

        assertThat(schedule.of("S1", seconds(199))).isEqualTo(Due.NOT_YET);
        assertThat(schedule.of("S1", seconds(200))).isEqualTo(Due.NOW);
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
