package live.griot.edge.ingest;

import static live.griot.edge.ingest.SimulatedStage.MILLI;
import static live.griot.edge.ingest.SimulatedStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.congestion.SimulatedNetwork;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.SubscriptionState.Flow;
import org.junit.jupiter.api.Test;

/** The whole edge in simulated time: what viewers behind narrow, lossy and changing networks get of a stage. */
class SimulatedStageTest {
    private static final long[] SIMULCAST = {150_000, 500_000, 1_500_000};

    private final SimulatedStage stage = new SimulatedStage();

    @Test
    void a_viewer_with_room_gets_the_best_within_seconds_and_every_frame_of_it() {
        SimulatedPublisher awa = stage.join("awa", SIMULCAST);
        stage.run(SECOND);
        SimulatedWatcher viewer = stage.watch("viewer", down(1).bandwidth(10_000_000), up(1));
        int picture = viewer.subscribe("c", awa.camera());
        stage.run(200 * MILLI);
        assertThat(viewer.packets(picture)).as("there is a picture at once").isPositive();

        stage.run(20 * SECOND);

        assertThat(viewer.layers(picture, 5 * SECOND, stage.now())).containsExactly(2);
        assertThat(viewer.longestGap(picture, 5 * SECOND, stage.now())).isLessThan(100 * MILLI);
        assertThat(viewer.probes()).isPositive();
    }

    @Test
    void the_size_follows_the_bandwidth_down_and_up_again_and_the_picture_never_stands() {
        SimulatedPublisher awa = stage.join("awa", SIMULCAST);
        SimulatedWatcher viewer = stage.watch(
                "viewer",
                down(2).bandwidth(4_000_000).bandwidthFrom(20 * SECOND, 800_000).bandwidthFrom(40 * SECOND, 4_000_000),
                up(2));
        int picture = viewer.subscribe("c", awa.camera());
        stage.run(70 * SECOND);

        assertThat(viewer.layers(picture, 10 * SECOND, 20 * SECOND)).containsExactly(2);
        assertThat(viewer.layers(picture, 24 * SECOND, 40 * SECOND)).isSubsetOf(0, 1);
        assertThat(viewer.layers(picture, 60 * SECOND, 70 * SECOND)).containsExactly(2);
        assertThat(viewer.longestGap(picture, 5 * SECOND, 70 * SECOND)).isLessThan(SECOND);
        assertThat(viewer.told("c")).extracting(SubscriptionState::layer).containsSubsequence(2, 1, 2);
        assertThat(viewer.told("c")).as("it does not swing").hasSizeLessThan(14);
    }

    @Test
    void what_does_not_fit_is_paused_and_told_and_comes_back_with_a_key_frame() {
        SimulatedPublisher awa = stage.join("awa", 900_000);
        SimulatedWatcher viewer = stage.watch(
                "viewer",
                down(3).bandwidth(3_000_000).bandwidthFrom(10 * SECOND, 250_000).bandwidthFrom(30 * SECOND, 3_000_000),
                up(3));
        int picture = viewer.subscribe("c", awa.camera());
        int sound = viewer.subscribe("m", awa.microphone());
        stage.run(20 * SECOND);
        int heard = viewer.packets(sound);
        int asked = awa.keyFrames();
        assertThat(viewer.layers(picture, 16 * SECOND, 20 * SECOND)).isEmpty();
        assertThat(lastTold(viewer)).isEqualTo(Flow.PAUSED_FOR_BANDWIDTH);

        stage.run(40 * SECOND);

        assertThat(viewer.packets(sound) - heard).isGreaterThan(40 * 50 * 95 / 100);
        assertThat(viewer.layers(picture, 55 * SECOND, 60 * SECOND)).containsExactly(0);
        assertThat(lastTold(viewer)).isEqualTo(Flow.FLOWING);
        assertThat(awa.keyFrames()).isGreaterThan(asked);
    }

    @Test
    void on_a_full_stage_everybody_is_heard_and_seen_before_anybody_is_seen_large() {
        List<Integer> pictures = new ArrayList<>();
        List<Integer> sounds = new ArrayList<>();
        SimulatedWatcher viewer = stage.watch("viewer", down(4).bandwidth(3_000_000), up(4));
        for (int i = 0; i < 10; i++) {
            SimulatedPublisher person = stage.join("person" + i, SIMULCAST);
            pictures.add(viewer.subscribe("c" + i, person.camera()));
            sounds.add(viewer.subscribe("m" + i, person.microphone()));
        }
        stage.run(20 * SECOND);

        for (int i = 0; i < 10; i++) {
            assertThat(viewer.layers(pictures.get(i), 12 * SECOND, 20 * SECOND))
                    .as("person %d is seen", i)
                    .isNotEmpty()
                    .isSubsetOf(0, 1);
            assertThat(viewer.packets(sounds.get(i)))
                    .as("person %d is heard", i)
                    .isGreaterThan(19 * 50 * 95 / 100);
        }
    }

    @Test
    void a_small_place_gets_a_small_picture_a_larger_one_a_larger_and_none_gets_none() {
        SimulatedPublisher awa = stage.join("awa", SIMULCAST);
        SimulatedWatcher viewer = stage.watch("viewer", down(5).bandwidth(10_000_000), up(5));
        int picture = viewer.subscribe("c", awa.camera());
        viewer.prefer("c", new Preference(300, 170, true, 0, 2));
        stage.run(10 * SECOND);
        assertThat(viewer.layers(picture, 2 * SECOND, 10 * SECOND)).containsExactly(0);

        viewer.prefer("c", new Preference(600, 340, true, 0, 2));
        stage.run(10 * SECOND);
        assertThat(viewer.layers(picture, 12 * SECOND, 20 * SECOND)).containsExactly(1);

        viewer.prefer("c", new Preference(600, 340, false, 0, 2));
        stage.run(5 * SECOND);
        assertThat(viewer.layers(picture, 20_100 * MILLI, 25 * SECOND)).isEmpty();
        assertThat(lastTold(viewer)).isEqualTo(Flow.PAUSED_FOR_INVISIBILITY);

        viewer.prefer("c", new Preference(1_280, 720, true, 0, 2));
        stage.run(5 * SECOND);
        assertThat(viewer.layers(picture, 28 * SECOND, 30 * SECOND)).containsExactly(2);
    }

    @Test
    void a_size_that_its_publisher_stops_sending_is_replaced_by_the_next() {
        SimulatedPublisher awa = stage.join("awa", SIMULCAST);
        SimulatedWatcher viewer = stage.watch("viewer", down(6).bandwidth(10_000_000), up(6));
        int picture = viewer.subscribe("c", awa.camera());
        stage.run(5 * SECOND);

        awa.sends(2, false);
        stage.run(5 * SECOND);
        assertThat(viewer.layers(picture, 7 * SECOND, 10 * SECOND)).containsExactly(1);
        assertThat(viewer.longestGap(picture, 5 * SECOND, 10 * SECOND)).isLessThan(1_500 * MILLI);

        awa.sends(2, true);
        stage.run(5 * SECOND);
        assertThat(viewer.layers(picture, 13 * SECOND, 15 * SECOND)).containsExactly(2);
    }

    @Test
    void what_is_lost_on_the_way_is_sent_again() {
        SimulatedPublisher awa = stage.join("awa", SIMULCAST);
        SimulatedWatcher viewer =
                stage.watch("viewer", down(7).bandwidth(10_000_000).loss(0.05), up(7).loss(0.05));
        int picture = viewer.subscribe("c", awa.camera());
        stage.run(20 * SECOND);

        assertThat(viewer.unrepaired(picture)).isLessThan(5);
        assertThat(viewer.longestGap(picture, 2 * SECOND, 20 * SECOND)).isLessThan(300 * MILLI);
    }

    @Test
    void many_who_want_a_key_frame_at_once_cost_the_publisher_one_of_each_size_at_most() {
        SimulatedPublisher awa = stage.join("awa", SIMULCAST);
        stage.run(2 * SECOND);
        int before = awa.keyFrames();
        for (int i = 0; i < 50; i++) {
            stage.watch("viewer" + i, down(8 + i), up(8 + i)).subscribe("c", awa.camera());
        }
        stage.run(400 * MILLI);

        assertThat(awa.keyFrames() - before).isBetween(1, SIMULCAST.length);
    }

    private static Flow lastTold(SimulatedWatcher viewer) {
        return viewer.told("c").get(viewer.told("c").size() - 1).flow();
    }

    private static SimulatedNetwork<byte[]> down(int seed) {
        return new SimulatedNetwork<byte[]>(seed).delayMillis(30);
    }

    private static SimulatedNetwork<byte[]> up(int seed) {
        return new SimulatedNetwork<byte[]>(1_000 + seed).delayMillis(30);
    }
}
