package live.griot.edge.node;

import static live.griot.edge.node.LoopbackStage.LIVE;
import static live.griot.edge.node.LoopbackStage.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import live.griot.edge.node.LoopbackStage.Listening;
import live.griot.edge.node.LoopbackStage.OnStage;
import live.griot.edge.node.LoopbackStage.Watching;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.SubscriptionState.Flow;
import live.griot.edge.sfu.TrackSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many on stage, over real sockets with real keys: what each of them sends reaches those who subscribed to it, and nobody else. */
class OnStageTest {
    private static final int PICTURE = 0x5000;
    private static final int SOUND = 0x6000;
    private static final Preference ONLY_SMALL = new Preference(0, 0, true, 0, 0);

    private final LoopbackStage stage = new LoopbackStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void ten_who_publish_are_ten_streams_to_each_who_subscribes_to_all() throws Exception {
        List<OnStage> people = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            people.add(stage.join("person" + i));
        }
        List<Watching> viewers = List.of(stage.watch("one"), stage.watch("two"), stage.watch("three"));
        for (Watching viewer : viewers) {
            for (int i = 0; i < 10; i++) {
                String camera = stage.publication("person" + i, TrackSource.CAMERA);
                viewer.handle().add("s" + i, camera, LoopbackStage.out(Codec.VP8, PICTURE + 2 * i));
                viewer.state(state -> state.flow() == Flow.WAITING);
            }
        }
        Map<Watching, Set<Integer>> seen = new HashMap<>();
        viewers.forEach(viewer -> seen.put(viewer, new HashSet<>()));
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(LoopbackStage.PATIENCE_SECONDS);
        // A machine that stands still for a moment loses some of it, and another key frame is asked for.
        for (int round = 10; seen.values().stream().anyMatch(some -> some.size() < 10); round++) {
            assertThat(System.nanoTime())
                    .as("not all was seen: %s", seen.values())
                    .isLessThan(giveUpAt);
            // All of them choose the same SSRCs, as they may.
            for (int i = 0; i < 10; i++) {
                people.get(i).camera(0, 10 * round + i, true);
            }
            for (Watching viewer : viewers) {
                see(viewer, Objects.requireNonNull(seen.get(viewer)));
            }
        }
    }

    /** Sees what comes, in whatever order, until all ten were seen or a moment nothing comes. */
    private static void see(Watching viewer, Set<Integer> seen) throws InterruptedException {
        for (byte[] next; seen.size() < 10 && (next = viewer.peer().pollRtp(250)) != null; ) {
            RtpPacket packet = LoopbackStage.wrap(next);
            int from = (packet.ssrc() - PICTURE) / 2;
            if (from >= 0 && from < 10 && packet.ssrc() == PICTURE + 2 * from) {
                assertThat(value(packet) % 10).isEqualTo(from);
                seen.add(from);
            }
        }
    }

    @Test
    void who_subscribes_a_moment_after_a_key_frame_gets_it_and_all_since_without_another() throws Exception {
        OnStage awa = stage.join("awa", EnumSet.allOf(TrackSource.class), LoopbackStage.screen());
        Watching early = stage.watch("early");
        Watching late = stage.watch("late");
        String screen = stage.publication("awa", TrackSource.SCREEN);
        early.handle().add("s", screen, LoopbackStage.out(Codec.VP8, PICTURE));
        early.state(state -> state.flow() == Flow.WAITING);
        awa.screen(9, false);
        awa.screen(10, true);
        awa.screen(11, false);
        assertThat(value(early.next(PICTURE))).isEqualTo(10);
        assertThat(value(early.next(PICTURE))).isEqualTo(11);

        late.handle().add("s", screen, LoopbackStage.out(Codec.VP8, PICTURE));
        RtpPacket first = late.next(PICTURE);
        awa.screen(12, false);

        assertThat(value(first)).isEqualTo(10);
        for (int next = 1; next <= 2; next++) {
            RtpPacket packet = late.next(PICTURE);
            assertThat(value(packet)).isEqualTo(10 + next);
            assertThat(packet.sequenceNumber()).isEqualTo(first.sequenceNumber() + next);
        }
    }

    @Test
    void of_three_sizes_a_subscription_gets_one_and_switches_at_a_key_frame_without_a_hole() throws Exception {
        OnStage awa = stage.join("awa");
        Watching viewer = stage.watch("viewer");
        viewer.handle().prefer("s", ONLY_SMALL);
        viewer.handle().add("s", stage.publication("awa", TrackSource.CAMERA), LoopbackStage.out(Codec.VP8, PICTURE));
        viewer.handle().prefer("s", ONLY_SMALL);
        viewer.state(state -> state.flow() == Flow.WAITING && state.layers() == 3);
        awa.camera(0, 10, true);
        awa.camera(2, 50, true);
        awa.camera(0, 11, false);
        RtpPacket first = viewer.next(PICTURE);
        assertThat(value(first)).isEqualTo(10);
        assertThat(value(viewer.next(PICTURE))).isEqualTo(11);

        viewer.state(state -> state.layer() == 0);
        viewer.handle().prefer("s", new Preference(0, 0, true, 2, 2));
        awaitKeyFrameRequest(awa, 2);
        awa.camera(2, 51, false);
        awa.camera(0, 12, false);
        assertThat(value(viewer.next(PICTURE))).isEqualTo(12);
        awa.camera(2, 52, true);
        awa.camera(0, 13, false);

        RtpPacket large = viewer.next(PICTURE);
        assertThat(value(large)).isEqualTo(2 << 16 | 52);
        assertThat(large.sequenceNumber()).isEqualTo(first.sequenceNumber() + 3 & 0xFFFF);
        viewer.state(state -> state.layer() == 2);
    }

    @Test
    void a_source_that_is_switched_off_passes_nothing_and_begins_anew_with_a_key_frame() throws Exception {
        OnStage awa = stage.join("awa");
        Watching viewer = stage.watch("viewer");
        viewer.handle().add("s", stage.publication("awa", TrackSource.CAMERA), LoopbackStage.out(Codec.VP8, PICTURE));
        viewer.state(state -> state.flow() == Flow.WAITING);
        awa.camera(0, 10, true);
        RtpPacket before = viewer.next(PICTURE);

        Listening listening = stage.listen();
        stage.edge.permit(LIVE, "awa", EnumSet.of(TrackSource.MICROPHONE));
        listening.await(all -> all.stream().anyMatch(track -> !track.permitted()));
        viewer.state(state -> state.flow() == Flow.SWITCHED_OFF);
        awa.camera(0, 11, false);
        awa.camera(0, 12, true);
        stage.awaitDrops(DropReason.NOT_PERMITTED, 2);
        stage.edge.permit(LIVE, "awa", EnumSet.allOf(TrackSource.class));
        listening.await(all -> all.stream().allMatch(PublishedTrack::permitted));
        awa.camera(0, 5_000, false);
        awa.camera(0, 5_001, true);

        RtpPacket after = viewer.next(PICTURE);
        assertThat(value(after)).isEqualTo(5_001);
        assertThat(after.sequenceNumber()).isEqualTo(before.sequenceNumber() + 1 & 0xFFFF);
    }

    @Test
    void who_may_not_send_from_a_source_is_not_heard_from_the_first_packet_on() throws Exception {
        OnStage guest = stage.join(
                "guest",
                EnumSet.of(TrackSource.MICROPHONE),
                LoopbackStage.camera(LoopbackStage.RIDS),
                LoopbackStage.microphone());
        Watching viewer = stage.watch("viewer");
        viewer.handle().add("v", stage.publication("guest", TrackSource.CAMERA), LoopbackStage.out(Codec.VP8, PICTURE));
        viewer.handle()
                .add("a", stage.publication("guest", TrackSource.MICROPHONE), LoopbackStage.out(Codec.OPUS, SOUND));
        viewer.state(state -> state.id().equals("a") && state.flow() == Flow.WAITING);

        guest.camera(0, 10, true);
        guest.microphone(10, 30);

        assertThat(viewer.peer().awaitRtp(packet -> true))
                .satisfies(bytes -> assertThat(LoopbackStage.wrap(bytes).ssrc()).isEqualTo(SOUND));
    }

    @Test
    void a_late_screen_share_comes_and_goes_without_touching_the_camera() throws Exception {
        OnStage awa = stage.join("awa");
        Watching viewer = stage.watch("viewer");
        String camera = stage.publication("awa", TrackSource.CAMERA);
        viewer.handle().add("c", camera, LoopbackStage.out(Codec.VP8, PICTURE));
        viewer.state(state -> state.flow() == Flow.WAITING);
        awa.camera(0, 10, true);
        viewer.next(PICTURE);

        awa.handle()
                .update(List.of(
                        LoopbackStage.camera(LoopbackStage.RIDS), LoopbackStage.microphone(), LoopbackStage.screen()));
        String screen = stage.publication("awa", TrackSource.SCREEN);
        viewer.handle().add("s", screen, LoopbackStage.out(Codec.VP8, PICTURE + 2));
        viewer.state(state -> state.id().equals("s") && state.flow() == Flow.WAITING);
        awa.screen(7, true);
        assertThat(value(viewer.next(PICTURE + 2))).isEqualTo(7);

        awa.handle().update(List.of(LoopbackStage.camera(LoopbackStage.RIDS), LoopbackStage.microphone()));
        viewer.state(state -> state.id().equals("s") && state.flow() == Flow.ENDED);
        awa.screen(8, true);
        awa.camera(0, 11, false);
        assertThat(value(viewer.next(PICTURE))).isEqualTo(11);
        assertThat(stage.publication("awa", TrackSource.CAMERA)).isEqualTo(camera);
        assertThat(stage.drops(DropReason.NOT_NEGOTIATED)).isPositive();
    }

    @Test
    void a_camera_that_is_swapped_goes_on_as_the_same_stream_whatever_its_numbers() throws Exception {
        OnStage awa = stage.join("awa");
        Watching viewer = stage.watch("viewer");
        viewer.handle().add("c", stage.publication("awa", TrackSource.CAMERA), LoopbackStage.out(Codec.VP8, PICTURE));
        viewer.state(state -> state.flow() == Flow.WAITING);
        awa.camera(0, 0x100, 10, true);
        RtpPacket before = viewer.next(PICTURE);

        awa.camera(0, 0x777, 60_000, false);
        awa.camera(0, 0x777, 60_001, true);
        awa.camera(0, 0x100, 11, false);
        awa.camera(0, 0x777, 60_002, false);

        RtpPacket swapped = viewer.next(PICTURE);
        assertThat(value(swapped) & 0xFFFF).isEqualTo(60_001);
        assertThat(swapped.sequenceNumber()).isEqualTo(before.sequenceNumber() + 1 & 0xFFFF);
        assertThat(value(viewer.next(PICTURE)) & 0xFFFF).isEqualTo(60_002);
    }

    @Test
    void what_is_missing_of_one_size_comes_back_by_its_own_retransmissions() throws Exception {
        OnStage awa = stage.join("awa");
        Watching viewer = stage.watch("viewer");
        viewer.handle().add("c", stage.publication("awa", TrackSource.CAMERA), LoopbackStage.out(Codec.VP8, PICTURE));
        viewer.state(state -> state.flow() == Flow.WAITING);
        awa.camera(0, 10, true);
        awa.camera(0, 12, false);
        RtpPacket first = viewer.next(PICTURE);
        viewer.next(PICTURE);
        Feedback feedback = new Feedback();
        awa.peer().awaitRtcp(feedback::reads);
        assertThat(feedback.missing).containsExactly(11);

        byte[] lost = OnStage.cameraPacket(0, 0x100, 11, false).build();
        awa.peer()
                .sendRtp(RtpBuilder.packet(LoopbackStage.VP8_RTX, 0x180, 900, 3_000 * 11)
                        .extension(LoopbackStage.MID, "0")
                        .extension(LoopbackStage.REPAIRED_RID, "q")
                        .repairing(lost, LoopbackStage.wrap(lost).headerLength())
                        .build());

        RtpPacket repaired = viewer.next(PICTURE);
        assertThat(repaired.sequenceNumber()).isEqualTo(first.sequenceNumber() + 1 & 0xFFFF);
        assertThat(value(repaired)).isEqualTo(11);
    }

    /** Waits until the publisher is asked for a key frame of a size, so that it is known that somebody waits for it. */
    private static void awaitKeyFrameRequest(OnStage publisher, int layer) throws InterruptedException {
        boolean[] asked = new boolean[1];
        publisher.peer().awaitRtcp(bytes -> {
            RtcpReader.read(bytes, 0, bytes.length, new RtcpReader.Listener() {
                @Override
                public void onPictureLoss(int mediaSsrc) {
                    asked[0] |= mediaSsrc == 0x100 + layer;
                }
            });
            return asked[0];
        });
    }

    /** What a publisher is asked for. */
    private static final class Feedback implements RtcpReader.Listener {
        private final Set<Integer> missing = new TreeSet<>();

        boolean reads(byte[] bytes) {
            return RtcpReader.read(bytes, 0, bytes.length, this) && !missing.isEmpty();
        }

        @Override
        public void onNack(int mediaSsrc, int sequenceNumber) {
            missing.add(sequenceNumber);
        }
    }
}
