package live.griot.edge.ingest;

import static live.griot.edge.ingest.SimulatedStage.MILLI;
import static live.griot.edge.ingest.SimulatedStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import live.griot.edge.congestion.SimulatedNetwork;
import live.griot.edge.rtcp.RtcpWriter;
import org.junit.jupiter.api.Test;

/** Key frames pass a home router whose queue is short, because they are spread as the path carries them. */
class PacingTest {
    /** A picture whose key frames have some 40 kB. */
    private static final long BITRATE = 2_500_000;

    private static final int SHORT_QUEUE = 30_000;

    private final SimulatedStage stage = new SimulatedStage();

    @Test
    void key_frames_towards_a_home_router_with_a_short_queue_are_not_lost_in_it() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedWatcher home = stage.watch(
                "home",
                new SimulatedNetwork<byte[]>(1)
                        .bandwidth(6_000_000)
                        .delayMillis(15)
                        .queue(SHORT_QUEUE),
                new SimulatedNetwork<byte[]>(2).delayMillis(15));
        int source = home.subscribe("c", awa.camera());
        stage.run(20 * SECOND);
        long before = stage.statistics().packetsRetransmitted();
        int keyFrames = awa.keyFrames();

        for (int i = 0; i < 20; i++) {
            home.tellAtOnce(new RtcpWriter().pictureLoss(1, source), stage.now());
            stage.run(SECOND);
        }

        assertThat(awa.keyFrames() - keyFrames).isGreaterThanOrEqualTo(20);
        assertThat(stage.statistics().packetsRetransmitted() - before)
                .as("packets that the router dropped; 256 where they leave at once")
                .isLessThan(80);
        assertThat(home.longestGap(source, stage.now() - 20 * SECOND, stage.now()))
                .isLessThan(120 * MILLI);
    }
}
