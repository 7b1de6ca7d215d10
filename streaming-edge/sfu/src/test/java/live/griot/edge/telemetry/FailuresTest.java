package live.griot.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Each failure is counted where it happened, and each place fills a few lines a minute at most. */
@ExtendWith(OutputCaptureExtension.class)
class FailuresTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private long now;
    private final Failures failures = new Failures(() -> now);

    @Test
    void each_is_counted_and_each_place_is_told_once_a_minute_with_how_many_there_were(CapturedOutput log) {
        fail(Failures.Place.VIEWER, 3);
        fail(Failures.Place.LOOP, 1);
        now = MINUTE - 1;
        fail(Failures.Place.VIEWER, 1);
        assertThat(log.getOut().lines().filter(line -> line.contains("kept to one VIEWER")))
                .hasSize(1);
        assertThat(log.getOut().lines().filter(line -> line.contains("kept to one LOOP")))
                .hasSize(1);

        now = MINUTE;
        fail(Failures.Place.VIEWER, 1);

        assertThat(failures.counts()).containsEntry("VIEWER", 5L).containsEntry("LOOP", 1L);
        assertThat(log.getOut()).contains("kept to one VIEWER (4 since the last time");
    }

    private void fail(Failures.Place place, int times) {
        for (int i = 0; i < times; i++) {
            failures.note(place, new IllegalStateException("A bug"));
        }
    }
}
