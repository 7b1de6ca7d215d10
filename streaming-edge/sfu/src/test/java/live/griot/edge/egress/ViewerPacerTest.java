package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is behind a slow path gets a burst's beginning at once and the rest as the path carries it; who is near, or known too little of, all. */
class ViewerPacerTest {
    private static final long FAR = TimeUnit.MILLISECONDS.toNanos(30);
    private static final int PACKET = 1_000;
    private static final int MANY = 1_000;
    private static final int MEGABIT = 1_000_000;

    private final ViewerPacer pacer = new ViewerPacer();

    @Test
    void at_once_leaves_what_the_path_carries_in_forty_milliseconds() {
        pacer.adapt(8 * MEGABIT, FAR, 0);

        assertThat(leaving(0)).as("40 kB, and the packet that goes beyond").isEqualTo(41);
    }

    @Test
    void the_rest_leaves_twice_as_fast_as_the_path_carries_it() {
        pacer.adapt(8 * MEGABIT, FAR, 0);
        leaving(0);

        assertThat(leaving(TimeUnit.MILLISECONDS.toNanos(10))).as("20 kB").isEqualTo(20);
    }

    @Test
    void what_is_small_leaves_at_once_on_a_slow_path_too() {
        pacer.adapt(MEGABIT, FAR, 0);

        assertThat(leaving(0)).as("10 kB, where 40 ms are 5").isEqualTo(11);
    }

    @Test
    void what_does_not_wait_counts_all_the_same() {
        pacer.adapt(8 * MEGABIT, FAR, 0);
        pacer.count(20 * PACKET);

        assertThat(leaving(0)).isEqualTo(21);
    }

    @Test
    void nobody_near_waits_nor_who_is_not_known_nor_whose_path_carries_little() {
        pacer.adapt(8 * MEGABIT, ViewerPacer.NEAR_NANOS - 1, 0);
        assertThat(leaving(0)).as("near").isEqualTo(MANY);
        pacer.adapt(0, 0, 0);
        assertThat(leaving(0)).as("not known").isEqualTo(MANY);
        pacer.adapt(ViewerPacer.LEAST_BPS - 1, FAR, 0);
        assertThat(leaving(0)).as("little").isEqualTo(MANY);
    }

    private int leaving(long nowNanos) {
        int packets = 0;
        while (packets < MANY && pacer.take(PACKET, nowNanos)) {
            packets++;
        }
        return packets;
    }
}
