package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final List<String> arrived = new ArrayList<>();

    @Test
    void packets_follow_each_other_as_fast_as_the_bottleneck_lets_them() {
        var network = new SimulatedNetwork<String>(1).bandwidth(1_000_000).delayMillis(20);
        network.send("a", 1_250, 0);
        network.send("b", 1_250, 0);
        assertThat(network.queueNanos(0)).isEqualTo(20 * MS);
        network.send("c", 1_250, 100 * MS);

        network.deliver(FOR_EVER, this::note);
        assertThat(arrived).containsExactly("a at 30", "b at 40", "c at 130");
    }

    @Test
    void a_packet_that_is_being_sent_when_the_bandwidth_changes_takes_time_of_both() {
        var network = new SimulatedNetwork<String>(1).bandwidth(1_000_000).bandwidthFrom(5 * MS, 500_000);
        network.send("a", 1_250, 0);

        network.deliver(FOR_EVER, this::note);
        assertThat(arrived).as("5 ms for one half, 10 ms for the other").containsExactly("a at 15");
    }

    @Test
    void what_finds_the_queue_full_is_lost() {
        var network = new SimulatedNetwork<String>(1).bandwidth(1_000_000).queue(2_500);
        network.send("a", 1_250, 0);
        network.send("b", 1_250, 0);
        network.send("c", 1_250, 0);
        network.send("d", 1_250, 10 * MS);

        network.deliver(FOR_EVER, this::note);
        assertThat(arrived).containsExactly("a at 10", "b at 20", "d at 30");
        assertThat(network.lostInQueue()).isEqualTo(1);
    }

    @Test
    void as_much_is_lost_as_is_asked_for_alone_or_in_rows() {
        var alone = new SimulatedNetwork<String>(7).loss(0.05);
        var inRows = new SimulatedNetwork<String>(7).loss(0.05, 4);
        for (int i = 0; i < 100_000; i++) {
            alone.send("a", 1, i * MS);
            inRows.send("a", 1, i * MS);
        }
        assertThat(alone.lostAtRandom()).isBetween(4_700L, 5_300L);
        assertThat(inRows.lostAtRandom()).isBetween(4_500L, 5_500L);
    }

    @Test
    void jitter_keeps_the_order_and_reordering_does_not() {
        var jitter = new SimulatedNetwork<Integer>(3).jitterMillis(10);
        var reordering = new SimulatedNetwork<Integer>(3).reordering(0.1, 5);
        List<Integer> afterJitter = new ArrayList<>();
        List<Integer> afterReordering = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            jitter.send(i, 100, i * MS);
            reordering.send(i, 100, i * MS);
        }
        jitter.deliver(FOR_EVER, (packet, arrival) -> afterJitter.add(packet));
        reordering.deliver(FOR_EVER, (packet, arrival) -> afterReordering.add(packet));

        assertThat(afterJitter).hasSize(1_000).isSorted();
        assertThat(afterReordering).hasSize(1_000);
        assertThat(afterReordering.stream().sorted().toList()).isNotEqualTo(afterReordering);
    }

    @Test
    void the_same_seed_gives_the_same_run() {
        assertThat(runOf(11)).isEqualTo(runOf(11)).isNotEqualTo(runOf(12));
    }

    private static List<Long> runOf(long seed) {
        var network = new SimulatedNetwork<Integer>(seed)
                .bandwidth(1_000_000)
                .jitterMillis(5)
                .loss(0.1);
        List<Long> arrivals = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            network.send(i, 200, i * MS);
        }
        network.deliver(FOR_EVER, (packet, arrival) -> arrivals.add(packet * 1_000_000_000_000L + arrival));
        return arrivals;
    }

    private void note(String packet, long arrivalNanos) {
        arrived.add("%s at %d".formatted(packet, arrivalNanos / MS));
    }
}
