package live.griot.edge.node;

import static live.griot.edge.node.LoopbackStage.LIVE;
import static live.griot.edge.node.LoopbackStage.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.node.LoopbackStage.Listening;
import live.griot.edge.node.LoopbackStage.OnStage;
import live.griot.edge.node.LoopbackStage.RecordingListener;
import live.griot.edge.node.LoopbackStage.Watching;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState.Flow;
import live.griot.edge.sfu.TrackSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over real sockets with real keys: who comes on stage, goes, moves to another network, speaks and is named: what of it the others see. */
class ComingAndGoingTest {
    private static final int PICTURE = 0x5000;
    private static final int SOUND = 0x6000;

    private final LoopbackStage stage = new LoopbackStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void ice_restarts_and_another_network_leave_keys_and_streams_as_they_are() throws Exception {
        OnStage awa = stage.join("awa");
        Watching viewer = stage.watch("viewer");
        viewer.handle().add("c", stage.publication("awa", TrackSource.CAMERA), LoopbackStage.out(Codec.VP8, PICTURE));
        viewer.state(state -> state.flow() == Flow.WAITING);
        awa.camera(0, 10, true);
        RtpPacket before = viewer.next(PICTURE);

        byte[] old = viewer.peer().check();
        IceCredentials fresh = IceCredentials.random();
        viewer.handle().restart(fresh, null);
        viewer.handle().answered(viewer.peer().fragment(), viewer.peer().certificateFingerprint(), DtlsRole.SERVER);
        viewer.peer().recheck();
        viewer.peer().restart(fresh);
        viewer.peer().roam();
        viewer.peer().recheck();
        awa.peer().roam();
        awa.peer().recheck();
        awa.camera(0, 11, false);

        RtpPacket after = viewer.next(PICTURE);
        assertThat(value(after)).isEqualTo(11);
        assertThat(after.sequenceNumber()).isEqualTo(before.sequenceNumber() + 1 & 0xFFFF);
        long refused = stage.drops(DropReason.INVALID_STUN);
        viewer.peer().send(old);
        viewer.peer().recheck();
        assertThat(stage.drops(DropReason.INVALID_STUN)).isEqualTo(refused + 1);
        assertThat(viewer.heard().closed.availablePermits()).isZero();
    }

    @Test
    void who_nominates_every_path_is_answered_by_the_one_they_speak_by() throws Exception {
        OnStage awa = stage.join("awa");
        EdgePeer peer = new EdgePeer(stage.address(), stage.edge.fingerprint());
        RecordingListener heard = new RecordingListener();
        SubscriberHandle handle = stage.edge.subscribe(LIVE, "viewer", peer.server(), heard);
        peer.reach();
        handle.answered(peer.fragment(), peer.certificateFingerprint(), DtlsRole.SERVER);
        peer.alsoFromElsewhere();
        peer.recheck();
        peer.switchBack();
        peer.recheck();
        peer.switchBack();
        // Both are nominated, the other one last.
        peer.agree();
        Watching viewer = new Watching(peer, handle, heard);
        handle.add("s", stage.publication("awa", TrackSource.CAMERA), LoopbackStage.out(Codec.VP8, PICTURE));
        viewer.state(state -> state.flow() == Flow.WAITING);
        awa.camera(0, 10, true);

        assertThat(value(viewer.next(PICTURE))).isEqualTo(10);
        peer.close();
    }

    @Test
    void of_a_handshake_that_comes_before_the_answer_the_beginning_waits_and_the_rest_is_counted() throws Exception {
        EdgePeer peer = new EdgePeer(stage.address(), stage.edge.fingerprint());
        stage.edge.subscribe(LIVE, "viewer", peer.server(), new RecordingListener());
        peer.reach();

        for (int i = 0; i < 7; i++) {
            peer.send(new byte[] {22, (byte) 0xFE, (byte) 0xFD});
        }

        stage.awaitDrops(DropReason.DTLS_OVERFLOW, 3);
        peer.close();
    }

    @Test
    void who_is_put_out_is_gone_within_a_second_with_everything_they_had_open() throws Exception {
        OnStage awa = stage.join("awa");
        Watching alsoAwa = stage.watch("awa");
        Watching viewer = stage.watch("viewer");
        viewer.handle().add("c", stage.publication("awa", TrackSource.CAMERA), LoopbackStage.out(Codec.VP8, PICTURE));
        viewer.state(state -> state.flow() == Flow.WAITING);

        stage.edge.close(LIVE, "awa");

        assertThat(awa.heard().wasClosedWithin(1_000)).isTrue();
        assertThat(alsoAwa.heard().wasClosedWithin(1_000)).isTrue();
        viewer.state(state -> state.flow() == Flow.ENDED);
        assertThat(stage.edge.publications(LIVE)).isEmpty();
        assertThat(viewer.heard().closed.availablePermits()).isZero();
    }

    @Test
    void who_publishes_again_replaces_their_own_connection_and_nobody_elses() throws Exception {
        OnStage first = stage.join("awa");
        OnStage other = stage.join("moussa");
        OnStage again = stage.join("awa");

        assertThat(first.heard().wasClosedWithin(1_000)).isTrue();
        assertThat(other.handle().isOpen()).isTrue();
        assertThat(again.handle().isOpen()).isTrue();
        assertThat(stage.edge.publications(LIVE)).hasSize(4);
    }

    @Test
    void who_speaks_is_told_and_the_programme_turns_to_them_at_their_key_frame() throws Exception {
        OnStage awa = stage.join("awa");
        OnStage moussa = stage.join("moussa");
        stage.edge.lead(LIVE, "awa");
        EdgePeer player =
                stage.play("player", LoopbackStage.out(Codec.VP8, PICTURE), LoopbackStage.out(Codec.OPUS, SOUND));
        awa.camera(0, 10, true);
        RtpPacket led = LoopbackStage.wrap(player.awaitRtp(packet -> packet.ssrc() == PICTURE));
        assertThat(value(led)).isEqualTo(10);
        Listening listening = stage.listen();

        int spoken = 0;
        while (!"moussa".equals(listening.dominant.peek())) {
            moussa.microphone(spoken, 10);
            assertThat(spoken++).as("packets of speech").isLessThan(500);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(listening.speaking.remove()).containsExactly("moussa");
        assertThat(stage.listen().dominant.poll(10, TimeUnit.SECONDS))
                .as("who listens later is told too")
                .isEqualTo("moussa");
        moussa.camera(0, 70, false);
        awa.camera(0, 11, false);
        assertThat(value(LoopbackStage.wrap(player.awaitRtp(packet -> packet.ssrc() == PICTURE))))
                .isEqualTo(11);
        moussa.camera(0, 71, true);

        RtpPacket turned = LoopbackStage.wrap(player.awaitRtp(packet -> packet.ssrc() == PICTURE));
        assertThat(value(turned)).isEqualTo(71);
        assertThat(turned.sequenceNumber()).isEqualTo(led.sequenceNumber() + 2 & 0xFFFF);
    }

    @Test
    void names_that_nobody_negotiated_bind_nothing() throws Exception {
        OnStage awa = stage.join("awa");
        Watching viewer = stage.watch("viewer");
        viewer.handle().add("c", stage.publication("awa", TrackSource.CAMERA), LoopbackStage.out(Codec.VP8, PICTURE));
        viewer.state(state -> state.flow() == Flow.WAITING);

        send(awa, RtpBuilder.packet(LoopbackStage.VP8, 1, 1, 1).vp8(true, 1));
        send(
                awa,
                RtpBuilder.packet(LoopbackStage.VP8, 2, 1, 1)
                        .extension(LoopbackStage.MID, "0")
                        .vp8(true, 2));
        send(
                awa,
                RtpBuilder.packet(LoopbackStage.VP8, 3, 1, 1)
                        .extension(LoopbackStage.MID, "0")
                        .extension(LoopbackStage.RID, "x")
                        .vp8(true, 3));
        send(
                awa,
                RtpBuilder.packet(LoopbackStage.VP8, 4, 1, 1)
                        .extension(LoopbackStage.MID, "9")
                        .extension(LoopbackStage.RID, "q")
                        .vp8(true, 4));
        send(
                awa,
                RtpBuilder.packet(55, 5, 1, 1)
                        .extension(LoopbackStage.MID, "0")
                        .extension(LoopbackStage.RID, "q")
                        .vp8(true, 5));
        awa.camera(0, 10, true);

        assertThat(value(viewer.next(PICTURE))).isEqualTo(10);
        assertThat(stage.drops(DropReason.NOT_NEGOTIATED)).isEqualTo(5);
    }

    @Test
    void nobody_hears_of_a_router_when_they_listen_no_more() throws Exception {
        Listening listening = new Listening();
        Runnable end = stage.edge.listen(LIVE, listening);
        assertThat(listening.await(all -> true)).isEmpty();
        stage.join("awa");
        assertThat(listening.await(all -> !all.isEmpty()))
                .extracting(PublishedTrack::source)
                .containsExactly(TrackSource.CAMERA, TrackSource.MICROPHONE);

        end.run();
        Listening other = stage.listen();
        stage.edge.permit(LIVE, "awa", Set.of());
        other.await(all -> all.stream().noneMatch(PublishedTrack::permitted));

        assertThat(listening.publications).isEmpty();
    }

    private static void send(OnStage person, RtpBuilder packet) {
        person.peer().sendRtp(packet.build());
    }
}
