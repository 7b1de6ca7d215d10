package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueueDelayTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long CLOCKS_APART = 987_654_321L;

    private final QueueDelay queue = new QueueDelay();
    private final Random random = new Random(8289);

    @Test
    void nothing_stands_where_some_packets_still_come_through_at_once() {
        for (int i = 0; i < 500; i++) {
            receive(i * 10L, random.nextInt(4) == 0 ? 0 : random.nextInt(80));
            assertThat(i < 50 ? 0 : queue.standingNanos()).isLessThan(15 * MS);
        }
    }

    @Test
    void what_delays_every_packet_stands() {
        for (int i = 0; i < 100; i++) {
            receive(i * 10L, random.nextInt(5));
        }
        for (int i = 100; i < 140; i++) {
            receive(i * 10L, 60 + random.nextInt(20));
        }
        assertThat(queue.standingNanos()).isBetween(55 * MS, 80 * MS);
        for (int i = 140; i < 180; i++) {
            receive(i * 10L, random.nextInt(5));
        }
        assertThat(queue.standingNanos()).isLessThan(5 * MS);
    }

    @Test
    void a_way_that_became_longer_is_no_queue_for_ever() {
        for (int i = 0; i < 100; i++) {
            receive(i * 10L, 0);
        }
        for (int i = 100; i < 5_000; i++) {
            receive(i * 10L, 50);
        }
        assertThat(queue.standingNanos()).isZero();
    }

    private void receive(long sentMillis, long delayMillis) {
        queue.onReceived(sentMillis * MS, (sentMillis + delayMillis) * MS + CLOCKS_APART);
    }
}
