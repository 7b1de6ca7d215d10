package live.griot.edge.ingest;

import static live.griot.edge.ingest.SimulatedStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import live.griot.edge.congestion.SimulatedNetwork;
import live.griot.edge.egress.SvcEncoder;
import live.griot.edge.egress.SvcReceiver;
import live.griot.edge.egress.TestReceiver;
import live.griot.edge.egress.Vp8Encoder;
import live.griot.edge.egress.Vp8Receiver;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.SubscriptionState.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What viewers get of streams that have layers within, in simulated time, and that a decoder can follow it. */
class LayersWithinStreamsTest {
    private final Random random = new Random(3);

    private final SimulatedStage stage = new SimulatedStage();

    @Test
    void a_picture_that_does_not_fit_moves_less_rather_than_pause_and_moves_well_again_when_it_fits() {
        LayeredPublisher awa = stage.join("awa", new Vp8Encoder(1, 4, 3, true, random).filledWith(400, 100));
        SimulatedWatcher viewer = stage.watch(
                "viewer",
                down(1).bandwidth(2_000_000).bandwidthFrom(10 * SECOND, 220_000).bandwidthFrom(40 * SECOND, 2_000_000),
                up(1));
        Vp8Receiver decoder = new Vp8Receiver();
        int picture = viewer.subscribe("c", awa.camera(), decoder);
        stage.run(60 * SECOND);

        assertThat(rate(viewer, picture, 5, 10)).isEqualTo(30);
        assertThat(rate(viewer, picture, 15, 40)).isBetween(7, 16);
        assertThat(viewer.longestGap(picture, 15 * SECOND, 60 * SECOND)).isLessThan(SECOND);
        assertThat(rate(viewer, picture, 50, 60)).isEqualTo(30);
        assertThat(flows(viewer)).doesNotContain(Flow.PAUSED_FOR_BANDWIDTH);
        everythingIsDecoded(decoder);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void of_a_stream_in_sizes_comes_what_the_network_carries_and_never_what_cannot_be_decoded(boolean keyPicturesOnly) {
        LayeredPublisher awa = stage.join(
                "awa", new SvcEncoder(1, keyPicturesOnly, random).steady().filledWith(100, 40));
        SimulatedWatcher viewer = stage.watch(
                "viewer",
                down(2).bandwidth(4_000_000)
                        .bandwidthFrom(10 * SECOND, 300_000)
                        .bandwidthFrom(30 * SECOND, 100_000)
                        .bandwidthFrom(60 * SECOND, 4_000_000),
                up(2));
        SvcReceiver decoder = new SvcReceiver();
        int picture = viewer.subscribe("c", awa.camera(), decoder);
        stage.run(9 * SECOND);
        assertThat(size(viewer)).isEqualTo(2);
        stage.run(19 * SECOND);
        assertThat(size(viewer)).as("300 kbit/s").isZero();
        assertThat(rate(viewer, picture, 20, 28)).isEqualTo(30);
        stage.run(30 * SECOND);
        assertThat(size(viewer)).as("100 kbit/s").isZero();
        assertThat(rate(viewer, picture, 45, 58)).isBetween(7, 16);
        stage.run(22 * SECOND);

        assertThat(size(viewer)).isEqualTo(2);
        assertThat(rate(viewer, picture, 75, 80)).isEqualTo(30);
        assertThat(viewer.told("c").get(viewer.told("c").size() - 1).layers()).isEqualTo(3);
        assertThat(awa.asked()).as("key frames for %s", viewer.told("c")).isLessThan(20);
        everythingIsDecoded(decoder);
    }

    @Test
    void a_small_place_gets_the_small_size_of_a_stream_and_a_larger_one_a_larger() {
        LayeredPublisher awa =
                stage.join("awa", new SvcEncoder(1, false, random).steady().filledWith(100, 40));
        SimulatedWatcher viewer = stage.watch("viewer", down(3).bandwidth(10_000_000), up(3));
        SvcReceiver decoder = new SvcReceiver();
        viewer.subscribe("c", awa.camera(), decoder);
        viewer.prefer("c", new Preference(300, 170, true, 0, 2));
        stage.run(5 * SECOND);
        assertThat(size(viewer)).isZero();
        viewer.prefer("c", new Preference(600, 340, true, 0, 2));
        stage.run(5 * SECOND);
        assertThat(size(viewer)).isEqualTo(1);
        viewer.prefer("c", new Preference(1_280, 720, true, 0, 2));
        stage.run(5 * SECOND);
        assertThat(size(viewer)).isEqualTo(2);

        everythingIsDecoded(decoder);
        assertThat(decoder.frames(0, 2)).isGreaterThan(decoder.frames(1, 2) + 60);
        assertThat(decoder.frames(1, 2)).isGreaterThan(decoder.frames(2, 2) + 60);
    }

    private static void everythingIsDecoded(TestReceiver decoder) {
        decoder.decode();
        assertThat(decoder.decodedFrames()).isGreaterThan(decoder.frames() * 95 / 100);
    }

    private static int rate(SimulatedWatcher viewer, int source, int fromSecond, int toSecond) {
        int pictures = viewer.pictures(source, fromSecond * SECOND, toSecond * SECOND);
        return Math.round((float) pictures / (toSecond - fromSecond));
    }

    private static int size(SimulatedWatcher viewer) {
        List<SubscriptionState> told = viewer.told("c");
        return told.get(told.size() - 1).layer();
    }

    private static List<Flow> flows(SimulatedWatcher viewer) {
        return viewer.told("c").stream().map(SubscriptionState::flow).toList();
    }

    private static SimulatedNetwork<byte[]> down(int seed) {
        return new SimulatedNetwork<byte[]>(seed).delayMillis(30);
    }

    private static SimulatedNetwork<byte[]> up(int seed) {
        return new SimulatedNetwork<byte[]>(1_000 + seed).delayMillis(30);
    }
}
