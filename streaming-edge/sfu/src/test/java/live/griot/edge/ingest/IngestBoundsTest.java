package live.griot.edge.ingest;

import static live.griot.edge.ingest.SimulatedStage.MILLI;
import static live.griot.edge.ingest.SimulatedStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import live.griot.edge.congestion.SimulatedNetwork;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.PublisherHandle;
import org.junit.jupiter.api.Test;

/** What the ingest loop takes and keeps of anybody has a bound, and what is beyond it is counted. */
class IngestBoundsTest {
    private static final long BITRATE = 600_000;

    private final SimulatedStage stage = new SimulatedStage();

    @Test
    void in_a_full_session_who_publishes_again_has_their_own_place_and_a_stranger_has_none() {
        PublisherHandle first = Transports.publish(stage, "awa", new LoopbackStage.RecordingListener());
        stage.run(MILLI);
        for (int i = 1; i < Router.MAX_TRANSPORTS; i++) {
            stage.ingest().transports().admit(Transports.viewer(stage, "viewer" + i));
        }

        PublisherHandle again = Transports.publish(stage, "awa", new LoopbackStage.RecordingListener());
        PublisherHandle stranger = Transports.publish(stage, "stranger", new LoopbackStage.RecordingListener());
        stage.run(MILLI);

        assertThat(first.isOpen()).isFalse();
        assertThat(again.isOpen()).isTrue();
        assertThat(stranger.isOpen()).isFalse();
        assertThat(stage.router().view().publishers()).isEqualTo(1);
        assertThat(stage.statistics().drops()).containsEntry(DropReason.TOO_MANY_TRANSPORTS.name(), 1L);
    }

    @Test
    void who_is_silent_is_let_go_after_thirty_seconds_and_who_never_connects_after_twenty() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedPublisher silent = stage.join("silent", BITRATE);
        ViewerTransport never = Transports.viewer(stage, "never");
        stage.ingest().transports().admit(never);
        silent.silent(true);

        stage.run(Transport.CONNECT_NANOS);
        assertThat(never.isOpen()).isTrue();
        stage.run(SECOND);
        assertThat(never.isOpen()).isFalse();
        stage.run(Transport.CONSENT_NANOS - stage.now());
        assertThat(silent.peer().isOpen()).isTrue();
        stage.run(SECOND);
        assertThat(silent.peer().isOpen()).isFalse();
        assertThat(awa.peer().isOpen()).isTrue();
    }

    @Test
    void a_handshake_that_comes_before_the_answer_waits_and_no_more_of_it_than_its_beginning() {
        ViewerTransport viewer = Transports.viewer(stage, "viewer");
        for (int i = 0; i < Transport.MAX_EARLY; i++) {
            assertThat(viewer.onDtls(new byte[] {22})).isTrue();
        }
        assertThat(viewer.onDtls(new byte[] {22})).isFalse();
    }

    @Test
    void what_a_standing_loop_is_told_beyond_its_bound_is_counted() {
        SimulatedWatcher viewer =
                stage.watch("viewer", new SimulatedNetwork<byte[]>(1), new SimulatedNetwork<byte[]>(2));
        stage.egressStandsStill(true);
        for (int i = 0; i < HandoverQueue.MAX_FEEDBACK + 3; i++) {
            viewer.peer().onRtcp(new byte[8], 8, stage.now());
        }

        assertThat(stage.queue().waitingFeedback()).isEqualTo(HandoverQueue.MAX_FEEDBACK);
        assertThat(stage.statistics().drops()).containsEntry(DropReason.HANDOVER_OVERFLOW.name(), 3L);
    }

    @Test
    void a_transport_remembers_so_many_paths_and_forgets_the_oldest_that_it_does_not_use() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        List<NetworkPath> paths = new ArrayList<>();
        for (int i = 0; i <= TransportTable.MAX_PATHS; i++) {
            NetworkPath path = NetworkPath.Udp.to(new InetSocketAddress("192.0.2.99", 1 + i));
            assertThat(stage.ingest().transports().table().onCheck(Transports.check("awa"), path, stage.now()))
                    .isNotNull();
            paths.add(path);
        }

        assertThat(awa.peer().verified()).hasSize(TransportTable.MAX_PATHS);
        assertThat(stage.ingest().transports().table().at(paths.getFirst())).isNull();
        assertThat(stage.ingest().transports().table().at(paths.getLast())).isNotNull();
    }

    @Test
    void nobody_takes_a_path_by_which_another_was_just_heard() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        stage.join("moussa", BITRATE);
        NetworkPath path = NetworkPath.Udp.to(new InetSocketAddress("192.0.2.99", 1));
        TransportTable transports = stage.ingest().transports().table();
        assertThat(transports.onCheck(Transports.check("awa"), path, SECOND)).isNotNull();

        assertThat(transports.onCheck(Transports.check("moussa"), path, 5 * SECOND))
                .isNull();
        assertThat(Objects.requireNonNull(transports.at(path)).transport()).isEqualTo(awa.peer());
        assertThat(transports.onCheck(Transports.check("moussa"), path, 6 * SECOND))
                .isNotNull();
    }
}
