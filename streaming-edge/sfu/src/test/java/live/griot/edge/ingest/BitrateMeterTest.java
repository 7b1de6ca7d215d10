package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BitrateMeterTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final BitrateMeter meter = new BitrateMeter();

    @Test
    void nothing_is_measured_before_anything_came() {
        assertThat(meter.bitsPerSecond(5 * MILLI)).isZero();
    }

    @Test
    void a_steady_stream_is_measured_from_half_a_second_on() {
        for (long at = -1_000; at < 5_000; at += 10) {
            meter.add(1_250, at * MILLI);
            if (at >= -500) {
                assertThat(meter.bitsPerSecond(at * MILLI)).as("at %d ms", at).isCloseTo(1_000_000, within(100_000));
            }
        }
    }

    @Test
    void what_is_older_than_a_second_counts_no_more() {
        meter.add(125_000, 0);
        meter.add(125_000, 500 * MILLI);
        assertThat(meter.bitsPerSecond(999 * MILLI)).isCloseTo(2_000_000, within(10_000));

        assertThat(meter.bitsPerSecond(1_049 * MILLI)).isCloseTo(1_000_000, within(10_000));
        assertThat(meter.bitsPerSecond(2_000 * MILLI)).isZero();
    }

    @Test
    void a_stream_that_comes_back_is_measured_over_the_second_it_was_away() {
        meter.add(125_000, 0);
        meter.add(12_500, 10_000 * MILLI);

        assertThat(meter.bitsPerSecond(10_000 * MILLI)).isCloseTo(100_000, within(10_000));
    }
}
