package live.griot.edge.ingest;

import static live.griot.edge.ingest.SimulatedStage.MILLI;
import static live.griot.edge.ingest.SimulatedStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.edge.congestion.ConnectionQuality;
import live.griot.edge.congestion.SimulatedNetwork;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.handover.ViewerFeedback;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RouterListener;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.TransportHandle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong at one viewer, publisher or listener, the others miss no packet of it. */
class OneViewersTroubleTest {
    private static final long BITRATE = 600_000;

    private final SimulatedStage stage = new SimulatedStage();

    @Test
    void who_cannot_be_written_to_is_let_go_and_the_others_get_every_packet() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedWatcher first = watch("first", 1);
        SimulatedWatcher second = watch("second", 2);
        SimulatedWatcher third = watch("third", 3);
        List<Integer> sources = subscribe(awa, first, second, third);
        stage.run(2 * SECOND);
        stage.breaks(second.peer());
        // What was on its way arrives.
        stage.runWithFailures(50 * MILLI);
        int before = second.packets(sources.get(1));
        stage.runWithFailures(3 * SECOND);

        assertThat(second.isClosed()).isTrue();
        assertThat(second.packets(sources.get(1))).isEqualTo(before);
        assertGotEverything(first, sources.get(0));
        assertGotEverything(third, sources.get(2));
        assertThat(stage.statistics().failures()).containsEntry("VIEWER", 1L);
        assertThat(stage.router().view().viewers()).isEqualTo(2);
    }

    @Test
    void who_does_not_survive_being_told_how_they_fare_is_let_go_alone() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedWatcher first = watch("first", 1);
        int source = first.subscribe("c", awa.camera());
        stage.run(SECOND);

        SubscriberHandle handle = new IngestProxy(stage.ingest())
                .subscribe(
                        LoopbackStage.LIVE, "fragile", IceCredentials.random(), new LoopbackStage.RecordingListener() {
                            @Override
                            public void onStates(List<SubscriptionState> changed) {
                                throw new IllegalStateException("A listener with a bug");
                            }
                        });
        handle.add("c", awa.camera().id(), LoopbackStage.out(Codec.VP8, 0x77));
        stage.runWithFailures(3 * SECOND);

        assertThat(handle.isOpen()).isFalse();
        assertGotEverything(first, source);
        assertThat(stage.statistics().failures()).containsEntry("VIEWER", 1L);
    }

    @Test
    void a_listener_of_a_session_that_fails_keeps_nobody_from_being_told() {
        List<String> told = new ArrayList<>();
        stage.ingest().routers().listen(LoopbackStage.LIVE, new TestListener() {
            @Override
            public void onPublications(List<PublishedTrack> publications) {
                throw new AssertionError("A listener with a bug");
            }
        });
        stage.ingest().routers().listen(LoopbackStage.LIVE, new TestListener() {
            @Override
            public void onPublications(List<PublishedTrack> publications) {
                publications.forEach(track -> told.add(track.participant()));
            }
        });
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedWatcher viewer = watch("viewer", 1);
        int source = viewer.subscribe("c", awa.camera());
        stage.runWithFailures(2 * SECOND);

        assertThat(told).contains("awa");
        assertGotEverything(viewer, source);
        assertThat(stage.statistics().failures().get("LISTENER")).isPositive();
    }

    @Test
    void a_command_that_fails_is_counted_and_the_next_is_obeyed() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedWatcher viewer = watch("viewer", 1);
        int source = viewer.subscribe("c", awa.camera());
        List<String> done = new ArrayList<>();
        stage.ingest().execute(() -> {
            throw new StackOverflowError("A command with a bug");
        });
        stage.ingest().execute(() -> done.add("next"));
        stage.runWithFailures(2 * SECOND);

        assertThat(done).containsExactly("next");
        assertGotEverything(viewer, source);
        assertThat(stage.statistics().failures()).containsEntry("COMMAND", 1L);
    }

    @Test
    void a_connection_that_cannot_be_made_is_closed_and_says_so() {
        LoopbackStage.RecordingListener heard = new LoopbackStage.RecordingListener();
        TransportHandle handle = new LoopHandle<ViewerTransport>(stage.ingest(), heard, () -> {
            throw new IllegalStateException("A factory with a bug");
        });
        assertThat(handle.isOpen()).isTrue();
        stage.runWithFailures(10 * MILLI);

        assertThat(handle.isOpen()).isFalse();
        assertThat(heard.closed.tryAcquire()).isTrue();
        assertThat(stage.statistics().failures()).containsEntry("COMMAND", 1L);
    }

    @Test
    void who_comes_again_to_a_full_session_has_their_own_place_and_a_stranger_has_none() {
        for (int i = 0; i < Router.MAX_TRANSPORTS; i++) {
            stage.ingest().transports().admit(Transports.viewer(stage, "viewer" + i));
        }
        assertThat(stage.router().view().viewers()).isEqualTo(Router.MAX_TRANSPORTS);

        ViewerTransport again = Transports.viewer(stage, "viewer7");
        stage.ingest().transports().admit(again);
        ViewerTransport stranger = Transports.viewer(stage, "stranger");
        stage.ingest().transports().admit(stranger);

        assertThat(again.isOpen()).isTrue();
        assertThat(stranger.isOpen()).isFalse();
        assertThat(stage.router().view().viewers()).isEqualTo(Router.MAX_TRANSPORTS);
        assertThat(stage.statistics().drops()).containsEntry(DropReason.TOO_MANY_TRANSPORTS.name(), 1L);
    }

    @Test
    void many_requests_for_a_key_frame_at_once_are_one() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedWatcher viewer = watch("viewer", 1);
        int source = viewer.subscribe("c", awa.camera());
        stage.run(3 * SECOND);
        long asked = stage.statistics().keyFramesAsked();

        RtcpWriter many = new RtcpWriter();
        for (int i = 0; i < 90; i++) {
            many.pictureLoss(1, source);
        }
        viewer.tellAtOnce(many, stage.now());
        stage.run(300 * MILLI);

        assertThat(stage.statistics().keyFramesAsked() - asked).isEqualTo(1);
        assertThat(stage.statistics().drops()).containsEntry(DropReason.KEY_FRAME_LIMIT.name(), 89L);
    }

    @Test
    void who_asks_for_the_same_packet_over_and_over_gets_it_a_few_times() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedWatcher viewer = watch("viewer", 1);
        int source = viewer.subscribe("c", awa.camera());
        stage.run(SECOND);
        long again = stage.statistics().packetsRetransmitted();
        int latest = viewer.latest(source);

        for (int i = 0; i < 18; i++) {
            viewer.tellAtOnce(new RtcpWriter().nack(1, source, new int[] {latest}, 1), stage.now());
            stage.run(60 * MILLI);
        }

        assertThat(stage.statistics().packetsRetransmitted() - again).isBetween(2L, 5L);
    }

    @Test
    void what_a_late_loop_did_not_send_in_time_is_left_out_and_not_asked_for() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedWatcher viewer = watch("viewer", 1);
        int source = viewer.subscribe("c", awa.camera());
        stage.run(2 * SECOND);
        long nacks = stage.statistics().nacksReceived();

        stage.egressStandsStill(true);
        stage.run(SECOND);
        stage.egressStandsStill(false);
        stage.run(3 * SECOND);

        assertThat(stage.statistics().drops().get(DropReason.STALE.name())).isPositive();
        assertThat(stage.statistics().nacksReceived()).isEqualTo(nacks);
        assertThat(viewer.unrepaired(source)).isZero();
        assertThat(viewer.longestGap(source, stage.now() - 2 * SECOND, stage.now()))
                .isLessThan(100 * MILLI);
        assertThat(stage.queue().waitingBatches()).isZero();
    }

    @Test
    void a_loop_that_stands_still_for_good_holds_a_bounded_queue() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedWatcher viewer = watch("viewer", 1);
        viewer.subscribe("c", awa.camera());
        stage.run(SECOND);
        stage.egressStandsStill(true);
        stage.run(60 * SECOND);

        assertThat(stage.queue().waitingBatches()).isEqualTo(HandoverQueue.MAX_BATCHES);
        assertThat(stage.statistics().drops().get(DropReason.HANDOVER_OVERFLOW.name()))
                .isPositive();
    }

    @Test
    void feedback_has_a_bound_of_its_own() {
        HandoverQueue queue = new HandoverQueue(() -> {});
        for (int i = 0; i < HandoverQueue.MAX_FEEDBACK; i++) {
            assertThat(queue.offer(new ViewerFeedback(new ViewerId(1), new byte[0], 0, 0)))
                    .isTrue();
        }
        assertThat(queue.offer(new ViewerFeedback(new ViewerId(1), new byte[0], 0, 0)))
                .isFalse();
        assertThat(queue.pollFeedback()).isNotNull();
        assertThat(queue.offer(new ViewerFeedback(new ViewerId(1), new byte[0], 0, 0)))
                .isTrue();
    }

    @Test
    void a_batch_is_of_no_use_after_its_time() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        EgressBatch batch = new EgressBatch(
                awa.camera().view(), awa.camera().encodings().getFirst().view(), List.of(), SECOND);
        assertThat(batch.isStale(SECOND + EgressBatch.MAX_AGE_NANOS)).isFalse();
        assertThat(batch.isStale(SECOND + EgressBatch.MAX_AGE_NANOS + 1)).isTrue();
    }

    @Test
    void for_whom_there_is_no_room_whole_pictures_are_left_out_and_nothing_is_asked_for() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedWatcher slow = watch("slow", 1);
        SimulatedWatcher other = watch("other", 2);
        List<Integer> sources = subscribe(awa, slow, other);
        stage.run(2 * SECOND);
        long nacks = stage.statistics().nacksReceived();
        long asked = stage.statistics().keyFramesAsked();

        stage.isFull(slow.peer(), true);
        stage.run(4 * SECOND);
        stage.isFull(slow.peer(), false);
        stage.run(3 * SECOND);

        assertThat(stage.statistics().drops().get(DropReason.EGRESS_OVERFLOW.name()))
                .isPositive();
        assertThat(stage.statistics().nacksReceived()).isEqualTo(nacks);
        assertThat(slow.unrepaired(sources.get(0))).isZero();
        assertThat(slow.longestGap(sources.get(0), stage.now() - SECOND, stage.now()))
                .isLessThan(100 * MILLI);
        assertThat(stage.statistics().keyFramesAsked() - asked)
                .as("one slow viewer costs the others few key frames")
                .isBetween(1L, 4L);
        assertGotEverything(other, sources.get(1));
    }

    private static void assertGotEverything(SimulatedWatcher viewer, int source) {
        assertThat(viewer.isClosed()).isFalse();
        assertThat(viewer.unrepaired(source)).isZero();
    }

    private List<Integer> subscribe(SimulatedPublisher to, SimulatedWatcher... viewers) {
        List<Integer> sources = new ArrayList<>();
        for (SimulatedWatcher viewer : viewers) {
            sources.add(viewer.subscribe("c", to.camera()));
        }
        return sources;
    }

    private SimulatedWatcher watch(String name, int seed) {
        return stage.watch(
                name,
                new SimulatedNetwork<byte[]>(seed).delayMillis(10).bandwidth(20_000_000),
                new SimulatedNetwork<byte[]>(100 + seed).delayMillis(10));
    }

    /** A listener that does nothing. */
    private abstract static class TestListener implements RouterListener {
        @Override
        public void onSpeakers(Set<String> speaking, @Nullable String dominant) {}

        @Override
        public void onQuality(Map<String, ConnectionQuality> changed) {}
    }
}
