package live.griot.recording.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import live.griot.api.tap.SenderReport;
import live.griot.api.tap.StreamId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Timestamps, units and the clocks of senders. */
class ClocksTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void a_timestamp_that_wraps_goes_on() {
        TimestampUnwrapper unwrapper = new TimestampUnwrapper();
        long first = unwrapper.unwrap(0xFFFFFF00);

        assertThat(unwrapper.unwrap(0x100) - first).isEqualTo(0x200);
        assertThat(unwrapper.unwrap(0xFFFFFF80) - first).isEqualTo(0x80);
        assertThat(unwrapper.unwrap(0x60000000) - first).isEqualTo(0x60000100L);
        assertThat(unwrapper.unwrap(0xC0000000) - first).isEqualTo(0xC0000100L);
        assertThat(unwrapper.unwrap(0xFFFFFF00) - first).isEqualTo(1L << 32);
        assertThat(unwrapper.unwrap(0) - first).isEqualTo((1L << 32) + 0x100);
    }

    @Property(tries = 200)
    void units_that_become_nanoseconds_become_the_same_units(
            @ForAll @LongRange(min = -(1L << 40), max = 1L << 40) long ticks) {
        assertThat(Ticks.of(Ticks.nanos(ticks, 90_000), 90_000)).isEqualTo(ticks);
        assertThat(Ticks.of(Ticks.nanos(ticks, 48_000), 48_000)).isEqualTo(ticks);
        assertThat(Ticks.of(Ticks.nanos(ticks, 44_100), 44_100)).isEqualTo(ticks);
    }

    @Test
    void the_quickest_report_counts_and_a_clock_that_was_set_begins_anew() {
        SenderClock clock = new SenderClock();
        long ntp = 0xEA000000_80000000L;
        clock.onReport(ntp, 1_060_000_000);
        clock.onReport(ntp + (1L << 32), 2_020_000_000);
        clock.onReport(ntp + (2L << 32), 3_090_000_000L);
        assertThat(clock.toMonotonic(ntp)).isEqualTo(1_020_000_000);

        long set = ntp + (3_600L << 32);
        clock.onReport(set, 4 * SECOND);
        assertThat(clock.toMonotonic(set)).isEqualTo(4 * SECOND);
    }

    @Test
    void where_nothing_is_reported_the_quickest_frame_counts_until_it_is_forgotten() {
        ArrivalClock clock = new ArrivalClock();
        clock.onArrival(0, 100_000_000);
        clock.onArrival(SECOND, SECOND + 20_000_000);
        clock.onArrival(2 * SECOND, 2 * SECOND + 80_000_000);
        assertThat(clock.toMonotonic(2 * SECOND)).isBetween(2 * SECOND + 20_000_000, 2 * SECOND + 21_000_000);

        clock.onArrival(1_000 * SECOND, 3 * SECOND);
        assertThat(clock.toMonotonic(1_000 * SECOND)).isEqualTo(3 * SECOND);
    }

    @Test
    void no_more_clocks_are_kept_than_may_be() {
        RecordingClock clock = new RecordingClock(0);
        StreamId first = new StreamId(0, 0);
        for (int i = 0; i <= FrameLimits.CLOCKS; i++) {
            clock.onSenderReport(new SenderReport(new StreamId(i, i), 1L << 32, 0, SECOND));
        }
        assertThat(clock.knows(first)).isFalse();
        assertThat(clock.knows(new StreamId(FrameLimits.CLOCKS, FrameLimits.CLOCKS)))
                .isTrue();
    }
}
