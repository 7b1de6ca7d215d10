package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.node.LoopbackStage.OnStage;
import live.griot.edge.node.LoopbackStage.RecordingListener;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Media flows over real sockets whichever side says hello in DTLS: of who publishes, subscribes, and plays. */
class DtlsRolesTest {
    private static final int PICTURE = 0x5000;

    private final LoopbackStage stage = new LoopbackStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(DtlsRole.class)
    void media_flows_from_a_publisher_to_who_subscribes_and_who_plays(DtlsRole edgeRole) throws Exception {
        try (EdgePeer publisher = peer(edgeRole);
                EdgePeer subscriber = peer(edgeRole);
                EdgePeer player = peer(edgeRole)) {
            OnStage awa = publish(publisher);
            String camera = stage.publication("awa", TrackSource.CAMERA);
            RecordingListener heard = new RecordingListener();
            SubscriberHandle subscribed =
                    stage.edge.subscribe(LoopbackStage.LIVE, "viewer", subscriber.server(), heard);
            subscriber.reach();
            subscribed.answered(subscriber.fragment(), subscriber.certificateFingerprint(), edgeRole);
            subscriber.agree();
            subscribed.add("s", camera, LoopbackStage.out(Codec.VP8, PICTURE));
            play(player);

            awa.camera(0, 10, true);

            for (EdgePeer viewer : List.of(subscriber, player)) {
                assertThat(LoopbackStage.value(LoopbackStage.wrap(viewer.awaitRtp(packet -> packet.ssrc() == PICTURE))))
                        .isEqualTo(10);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DtlsRole.class)
    void who_answers_before_the_first_check_is_connected_as_well(DtlsRole edgeRole) throws Exception {
        try (EdgePeer viewer = peer(edgeRole)) {
            RecordingListener heard = new RecordingListener();
            SubscriberHandle handle = stage.edge.subscribe(LoopbackStage.LIVE, "viewer", viewer.server(), heard);
            handle.answered(viewer.fragment(), viewer.certificateFingerprint(), edgeRole);

            viewer.connect();

            await(heard);
        }
    }

    @ParameterizedTest
    @EnumSource(DtlsRole.class)
    void a_restart_keeps_the_keys_and_a_goodbye_is_heard(DtlsRole edgeRole) throws Exception {
        try (EdgePeer publisher = peer(edgeRole)) {
            OnStage awa = publish(publisher);
            IceCredentials fresh = IceCredentials.random();
            awa.handle().restart(fresh, publisher.fragment());
            publisher.restart(fresh);
            publisher.roam();
            publisher.recheck();
            awa.camera(0, 10, true);
            assertThat(awa.heard().media.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

            awa.handle().close();

            publisher.awaitGoodbye();
        }
    }

    private OnStage publish(EdgePeer peer) throws Exception {
        RecordingListener heard = new RecordingListener();
        PublisherHandle handle = stage.edge.publish(
                LoopbackStage.LIVE,
                new PublisherParameters(
                        "awa",
                        peer.parameters(),
                        List.of(LoopbackStage.camera(List.of()), LoopbackStage.microphone()),
                        EnumSet.allOf(TrackSource.class)),
                heard);
        peer.connect();
        await(heard);
        return new OnStage("awa", peer, handle, heard);
    }

    private TransportHandle play(EdgePeer peer) throws Exception {
        RecordingListener heard = new RecordingListener();
        TransportHandle playing = stage.edge.play(
                LoopbackStage.LIVE, "player", peer.parameters(), List.of(LoopbackStage.out(Codec.VP8, PICTURE)), heard);
        peer.connect();
        await(heard);
        return playing;
    }

    private EdgePeer peer(DtlsRole edgeRole) {
        return new EdgePeer(stage.address(), stage.edge.fingerprint(), edgeRole);
    }

    private static void await(RecordingListener heard) throws InterruptedException {
        assertThat(heard.connected.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }
}
