package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.griot.edge.node.LoopbackStage.OnStage;
import live.griot.edge.node.LoopbackStage.Watching;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.MediaTap;
import live.griot.edge.sfu.TapFrame;
import live.griot.edge.sfu.TapPictures;
import live.griot.edge.sfu.TapStream;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.tap.TapRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Taps on an edge that runs: real sockets, real keys, and threads of their own. */
@Timeout(60)
class TapTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CAMERA = 0x100;
    private static final int PACKETS = 3;
    private static final int PICTURE_OUT = 0x5000;

    private LoopbackStage stage;
    private final Random random = new Random(7);
    private final Map<Integer, byte[]> sent = new ConcurrentHashMap<>();

    @BeforeEach
    void open() {
        stage = new LoopbackStage();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void frames_come_out_exactly_as_they_were_sent_though_packets_are_lost_swapped_and_sent_again() throws Exception {
        TapRecorder told = new TapRecorder();
        stage.edge.tap(LoopbackStage.LIVE, TapPictures.SHOWN, told).allow(Set.of("awa"));
        OnStage awa = join("awa");
        Thread repairing = Thread.ofVirtual().start(() -> repair(awa.peer()));
        List<byte[]> expected = new ArrayList<>();
        for (int frame = 0; frame < 120; frame++) {
            List<byte[]> packets = frame(frame, frame == 0, expected);
            if (frame > 0) {
                Collections.shuffle(packets, random);
            }
            if (frame % 7 == 3) {
                packets.removeFirst();
            }
            packets.forEach(awa.peer()::sendRtp);
            TimeUnit.MILLISECONDS.sleep(4);
        }

        await().atMost(PATIENCE).until(() -> told.frames.size() >= expected.size());
        repairing.interrupt();
        assertThat(told.frames).hasSameSizeAs(expected);
        for (int frame = 0; frame < expected.size(); frame++) {
            TapFrame one = told.frames.get(frame);
            assertThat(one.bytes()).as("frame %d", frame).isEqualTo(expected.get(frame));
            assertThat(one.timestamp()).isEqualTo(3_000 * frame);
            assertThat(one.lastIndex() - one.firstIndex()).isEqualTo(PACKETS - 1);
            assertThat(one.firstIndex()).isEqualTo(told.frames.getFirst().firstIndex() + (long) PACKETS * frame);
        }
        // What is sent again may overtake a packet that was not lost.
        assertThat(stage.edge.taps().drops())
                .allSatisfy((reason, packets) -> assertThat(reason.equals("LATE") || packets == 0)
                        .as(reason)
                        .isTrue());
        assertThat(stage.edge.taps().frames()).isEqualTo(expected.size());
    }

    @Test
    void who_did_not_agree_is_in_no_frame_and_who_withdraws_in_none_after_it() throws Exception {
        TapRecorder told = new TapRecorder();
        MediaTap tap = stage.edge.tap(LoopbackStage.LIVE, TapPictures.SHOWN, told);
        OnStage awa = join("awa");
        OnStage moussa = join("moussa");
        tap.allow(Set.of("awa"));
        int number = sendUntil(() -> told.frames.size() > 20, 0, awa, moussa);
        assertThat(told.streams).extracting(TapStream::participant).containsOnly("awa");

        tap.allow(Set.of("moussa"));
        await().atMost(PATIENCE).until(() -> told.ended.size() == 2);
        int before = told.frames.size();
        sendUntil(() -> told.frames("moussa", MediaKind.AUDIO).size() > 20, number, awa, moussa);

        assertThat(told.frames.subList(before, told.frames.size()))
                .extracting(frame -> frame.stream().participant())
                .containsOnly("moussa");
    }

    @Test
    void a_listener_that_blocks_costs_no_viewer_a_packet_and_goes_on_with_a_key_frame() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        TapRecorder told = new TapRecorder() {
            @Override
            public void onFrame(TapFrame frame) {
                super.onFrame(frame);
                blocked.countDown();
                try {
                    released.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        OnStage awa = join("awa");
        Watching viewer = stage.watch("viewer");
        viewer.handle()
                .add("c", stage.publication("awa", TrackSource.CAMERA), LoopbackStage.out(Codec.VP8, PICTURE_OUT));
        viewer.state(state -> state.id().equals("c"));
        stage.edge.tap(LoopbackStage.LIVE, TapPictures.SHOWN, told).allow(Set.of("awa"));
        int[] frames = {0};
        await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> {
            frame(frames[0]++, frames[0] == 1, new ArrayList<>()).forEach(awa.peer()::sendRtp);
            return blocked.getCount() == 0;
        });
        Map<String, Long> drops = stage.edge.statistics().drops();

        await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> {
            frame(frames[0]++, false, new ArrayList<>()).forEach(awa.peer()::sendRtp);
            return stage.edge.taps().drops().getOrDefault("FELL_BEHIND", 0L) > 50;
        });
        for (int packet = 0; packet < PACKETS * frames[0]; packet++) {
            assertThat(viewer.next(PICTURE_OUT).sequenceNumber()).isNotNegative();
        }

        assertThat(stage.edge.statistics().drops()).isEqualTo(drops);
        assertThat(stage.edge.taps().oldest()).isGreaterThan(Duration.ofSeconds(4));
        released.countDown();
        awa.peer().awaitRtcp(TapTest::asksForKeyFrame);
        await().atMost(PATIENCE).until(() -> {
            frame(frames[0]++, true, new ArrayList<>()).forEach(awa.peer()::sendRtp);
            return told.frames.getLast().timestamp() > 3_000 * (frames[0] - 10);
        });
        assertThat(told.fallenBehind).hasSize(1);
        assertThat(stage.edge.taps().oldest()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_listener_that_throws_is_told_the_end_and_nobody_else_notices() throws Exception {
        TapRecorder broken = new TapRecorder() {
            @Override
            public void onFrame(TapFrame frame) {
                super.onFrame(frame);
                throw new IllegalStateException("A listener with a bug");
            }
        };
        TapRecorder told = new TapRecorder();
        stage.edge.tap(LoopbackStage.LIVE, TapPictures.SHOWN, broken).allow(Set.of("awa"));
        stage.edge.tap(LoopbackStage.LIVE, TapPictures.SHOWN, told).allow(Set.of("awa"));
        OnStage awa = join("awa");
        sendUntil(() -> told.frames.size() > 50 && broken.closed.getCount() == 0, 0, awa);

        assertThat(broken.frames).hasSize(1);
        assertThat(stage.edge.statistics().failures()).containsEntry("TAP", 1L).containsEntry("PUBLISHER", 0L);
        assertThat(stage.edge.taps().taps()).isEqualTo(1);
        assertThat(told.closed.getCount()).isEqualTo(1);
    }

    @Test
    void a_tap_that_is_closed_or_whose_edge_is_tells_its_end_last() throws Exception {
        TapRecorder first = new TapRecorder();
        TapRecorder second = new TapRecorder();
        MediaTap tap = stage.edge.tap(LoopbackStage.LIVE, TapPictures.SHOWN, first);
        tap.allow(Set.of("awa"));
        stage.edge.tap("another", TapPictures.SHOWN, second);
        OnStage awa = join("awa");
        sendUntil(() -> first.frames.size() > 5, 0, awa);

        tap.close();
        tap.close();
        assertThat(first.closed.await(10, TimeUnit.SECONDS)).isTrue();
        int times = first.times.size();
        assertThat(stage.edge.taps().taps()).isEqualTo(1);

        stage.edge.close();
        assertThat(second.closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(second.times)
                .as("several a second, with nothing else to tell")
                .isNotEmpty();
        assertThat(first.times).hasSize(times);
        TapRecorder late = new TapRecorder();
        stage.edge.tap(LoopbackStage.LIVE, TapPictures.SHOWN, late).allow(Set.of("awa"));
        assertThat(late.closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private OnStage join(String participant) throws Exception {
        return stage.join(
                participant,
                EnumSet.allOf(TrackSource.class),
                LoopbackStage.camera(List.of()),
                LoopbackStage.microphone());
    }

    /** Lets people publish pictures and sound until something is so; returns the number of the next packet. */
    private static int sendUntil(Callable<Boolean> so, int first, OnStage... people) {
        int[] number = {first};
        await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> {
            for (OnStage person : people) {
                person.peer()
                        .sendRtp(RtpBuilder.packet(LoopbackStage.VP8, CAMERA, number[0], 3_000 * number[0])
                                .extension(LoopbackStage.MID, "0")
                                .vp8(true, number[0])
                                .marker()
                                .build());
                person.microphone(number[0], 30);
            }
            number[0]++;
            return so.call();
        });
        return number[0];
    }

    /** Returns the packets of a frame, and adds what it should be. */
    private List<byte[]> frame(int number, boolean keyFrame, List<byte[]> expected) {
        List<byte[]> packets = new ArrayList<>();
        byte[] whole = new byte[0];
        for (int i = 0; i < PACKETS; i++) {
            byte[] payload = new byte[10 + random.nextInt(20)];
            random.nextBytes(payload);
            payload[0] = (byte) (i == 0 ? 0x10 : 0);
            if (i == 0) {
                payload[1] = (byte) (keyFrame ? 0 : 1);
            }
            whole = Arrays.copyOf(whole, whole.length + payload.length - 1);
            System.arraycopy(payload, 1, whole, whole.length - payload.length + 1, payload.length - 1);
            int sequence = PACKETS * number + i;
            RtpBuilder packet = RtpBuilder.packet(LoopbackStage.VP8, CAMERA, sequence, 3_000 * number)
                    .extension(LoopbackStage.MID, "0")
                    .payload(payload);
            byte[] built = (i == PACKETS - 1 ? packet.marker() : packet).build();
            sent.put(sequence, built);
            packets.add(built);
        }
        expected.add(whole);
        return packets;
    }

    /** Sends again what the edge says is missing, as browsers do, until it is interrupted. */
    private void repair(EdgePeer peer) {
        int[] sequence = {60_000};
        RtcpReader.Listener listener = new RtcpReader.Listener() {
            @Override
            public void onNack(int mediaSsrc, int sequenceNumber) {
                byte[] original = sent.get(sequenceNumber);
                if (original != null) {
                    int header = LoopbackStage.wrap(original).headerLength();
                    RtpBuilder again = RtpBuilder.packet(
                                    LoopbackStage.VP8_RTX, 0x180, sequence[0]++, Bytes.i32(original, 4))
                            .extension(LoopbackStage.MID, "0")
                            .repairing(original, header);
                    peer.sendRtp(((original[1] & 0x80) != 0 ? again.marker() : again).build());
                }
            }
        };
        try {
            while (true) {
                peer.awaitRtcp(bytes -> RtcpReader.read(bytes, 0, bytes.length, listener));
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean asksForKeyFrame(byte[] compound) {
        boolean[] asked = {false};
        RtcpReader.read(compound, 0, compound.length, new RtcpReader.Listener() {
            @Override
            public void onPictureLoss(int mediaSsrc) {
                asked[0] = true;
            }
        });
        return asked[0];
    }
}
