package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoundTripTimesTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long NTP = 0xABCD_1234_5678_9ABCL;
    private static final int MIDDLE = 0x1234_5678;

    private final RoundTripTimes times = new RoundTripTimes();

    @Test
    void a_round_trip_is_what_passed_less_what_the_receiver_waited() {
        times.onSenderReport(7, NTP, 1_000 * MS);
        // Half a second, in 65,536ths.
        assertThat(times.onReportBlock(7, MIDDLE, 0x8000, 1_580 * MS)).isEqualTo(80 * MS);
        assertThat(times.onReportBlock(7, MIDDLE, 0, 1_030 * MS))
                .as("a report may be told of twice")
                .isEqualTo(30 * MS);
    }

    @Test
    void what_cannot_be_is_unknown() {
        times.onSenderReport(7, NTP, 1_000 * MS);
        assertThat(times.onReportBlock(7, MIDDLE + 1, 0, 1_050 * MS))
                .as("never sent")
                .isEqualTo(RoundTripTimes.UNKNOWN);
        assertThat(times.onReportBlock(8, MIDDLE, 0, 1_050 * MS))
                .as("another stream")
                .isEqualTo(RoundTripTimes.UNKNOWN);
        assertThat(times.onReportBlock(7, MIDDLE, 0x10000, 1_050 * MS))
                .as("below 0")
                .isEqualTo(RoundTripTimes.UNKNOWN);
        assertThat(times.onReportBlock(7, MIDDLE, -1, 1_050 * MS))
                .as("eighteen hours")
                .isEqualTo(RoundTripTimes.UNKNOWN);
        assertThat(times.onReportBlock(7, MIDDLE, 0, 60_000 * MS))
                .as("a minute")
                .isEqualTo(RoundTripTimes.UNKNOWN);
        assertThat(times.onReportBlock(7, 0, 0, 1_050 * MS))
                .as("none was received yet")
                .isEqualTo(RoundTripTimes.UNKNOWN);
    }

    @Test
    void the_last_reports_are_remembered() {
        for (int i = 0; i < 100; i++) {
            times.onSenderReport(i, NTP, i * MS);
        }
        assertThat(times.onReportBlock(99, MIDDLE, 0, 100 * MS)).isEqualTo(MS);
        assertThat(times.onReportBlock(36, MIDDLE, 0, 100 * MS)).isEqualTo(64 * MS);
        assertThat(times.onReportBlock(35, MIDDLE, 0, 100 * MS)).isEqualTo(RoundTripTimes.UNKNOWN);
    }
}
