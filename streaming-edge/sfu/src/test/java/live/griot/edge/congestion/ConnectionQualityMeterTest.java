package live.griot.edge.congestion;

import static live.griot.edge.congestion.ConnectionQuality.EXCELLENT;
import static live.griot.edge.congestion.ConnectionQuality.GOOD;
import static live.griot.edge.congestion.ConnectionQuality.LOST;
import static live.griot.edge.congestion.ConnectionQuality.POOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.ConnectionQualityMeter.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionQualityMeterTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Sample FINE = sample(0, 50, 5, 1, 0);
    private static final Sample FAIR = sample(0.04, 50, 5, 1, 0);
    private static final Sample BAD = sample(0.2, 50, 5, 1, 0);
    private static final Sample SILENT = sample(0, 50, 5, 1, 5_000);

    private final ConnectionQualityMeter meter = new ConnectionQualityMeter();

    @ParameterizedTest
    @CsvSource({
        "0.00, 50, 5, 1.0, 0, EXCELLENT",
        "0.02, 200, 30, 0.75, 0, EXCELLENT",
        "0.03, 50, 5, 1.0, 0, GOOD",
        "0.00, 300, 5, 1.0, 0, GOOD",
        "0.00, 50, 60, 1.0, 0, GOOD",
        "0.00, 50, 5, 0.5, 0, GOOD",
        "0.09, 50, 5, 1.0, 0, POOR",
        "0.00, 500, 5, 1.0, 0, POOR",
        "0.00, 50, 100, 1.0, 0, POOR",
        "0.00, 50, 5, 0.2, 0, POOR",
        "0.00, 50, 5, 1.0, 4000, LOST"
    })
    void what_is_worst_decides(
            double loss, long roundTrip, long jitter, double share, long silent, ConnectionQuality expected) {
        for (int i = 0; i < 10; i++) {
            meter.onSample(sample(loss, roundTrip, jitter, share, silent));
        }
        assertThat(meter.quality()).isEqualTo(expected);
    }

    @Test
    void it_worsens_after_two_seconds_and_betters_after_five() {
        assertThat(meter.onSample(BAD)).isFalse();
        assertThat(meter.onSample(BAD)).isTrue();
        assertThat(meter.quality()).isEqualTo(POOR);
        for (int i = 0; i < 4; i++) {
            assertThat(meter.onSample(FINE)).isFalse();
        }
        assertThat(meter.onSample(FINE)).isTrue();
        assertThat(meter.quality()).isEqualTo(EXCELLENT);
    }

    @Test
    void samples_that_differ_but_point_the_same_way_count_together_as_the_milder() {
        meter.onSample(BAD);
        assertThat(meter.onSample(FAIR)).isTrue();
        assertThat(meter.quality()).isEqualTo(GOOD);
        meter.onSample(BAD);
        meter.onSample(BAD);
        assertThat(meter.quality()).isEqualTo(POOR);
        for (int i = 0; i < 4; i++) {
            meter.onSample(FINE);
        }
        meter.onSample(FAIR);
        assertThat(meter.quality()).isEqualTo(GOOD);
    }

    @Test
    void one_sample_that_is_as_before_begins_the_count_again() {
        meter.onSample(BAD);
        meter.onSample(FINE);
        meter.onSample(BAD);
        assertThat(meter.quality()).isEqualTo(EXCELLENT);
    }

    @Test
    void silence_and_its_end_count_at_once() {
        assertThat(meter.onSample(SILENT)).isTrue();
        assertThat(meter.quality()).isEqualTo(LOST);
        assertThat(meter.onSample(SILENT)).isFalse();
        assertThat(meter.onSample(FAIR)).isTrue();
        assertThat(meter.quality()).isEqualTo(GOOD);
    }

    @Test
    void a_connection_on_the_edge_does_not_flicker() {
        Random random = new Random(9);
        int changes = 0;
        for (int i = 0; i < 600; i++) {
            changes += meter.onSample(random.nextBoolean() ? FINE : FAIR) ? 1 : 0;
        }
        assertThat(changes).as("in ten minutes of a toss a second").isLessThan(40);
    }

    private static Sample sample(double loss, long roundTrip, long jitter, double share, long silent) {
        return new Sample(loss, roundTrip * MS, jitter * MS, share, silent * MS);
    }
}
