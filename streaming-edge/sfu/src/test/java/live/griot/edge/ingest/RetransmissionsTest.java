package live.griot.edge.ingest;

import static live.griot.edge.ingest.SimulatedStage.MILLI;
import static live.griot.edge.ingest.SimulatedStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import live.griot.edge.congestion.SimulatedNetwork;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.sfu.DropReason;
import org.junit.jupiter.api.Test;

/** Who asks for everything over and over costs no more than a very bad network does. */
class RetransmissionsTest {
    private static final int LAST = 40;
    private static final long AGAIN = 25 * MILLI;

    private final SimulatedStage stage = new SimulatedStage();

    @Test
    void beyond_a_share_of_what_is_sent_nothing_is_sent_again() {
        SimulatedPublisher awa = stage.join("awa", 600_000);
        SimulatedWatcher greedy = watch("greedy", 1);
        SimulatedWatcher other = watch("other", 2);
        int source = greedy.subscribe("c", awa.camera());
        int otherSource = other.subscribe("c", awa.camera());
        stage.run(SECOND);
        int before = greedy.packets(source);
        long again = stage.statistics().packetsRetransmitted();

        for (int i = 0; i < 4 * SECOND / AGAIN; i++) {
            int latest = greedy.latest(source);
            int[] all = IntStream.rangeClosed(latest - LAST, latest)
                    .map(sequence -> sequence & 0xFFFF)
                    .toArray();
            greedy.tellAtOnce(new RtcpWriter().nack(1, source, all, all.length), stage.now());
            stage.run(AGAIN);
        }

        int sent = greedy.packets(source) - before;
        assertThat(stage.statistics().packetsRetransmitted() - again)
                .as("a quarter of a megabyte, and half of what is sent; five times all of it where nothing bounds it")
                .isBetween(sent / 2L, 2L * sent);
        assertThat(stage.statistics().drops().get(DropReason.RETRANSMISSION_LIMIT.name()))
                .isPositive();
        assertThat(other.unrepaired(otherSource)).isZero();
        assertThat(other.longestGap(otherSource, SECOND, stage.now())).isLessThan(100 * MILLI);
    }

    private SimulatedWatcher watch(String name, int seed) {
        return stage.watch(
                name,
                new SimulatedNetwork<byte[]>(seed).delayMillis(5).bandwidth(20_000_000),
                new SimulatedNetwork<byte[]>(100 + seed).delayMillis(5));
    }
}
