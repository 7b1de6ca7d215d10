package live.griot.edge.ingest;

import static live.griot.edge.ingest.SimulatedStage.MILLI;
import static live.griot.edge.ingest.SimulatedStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import live.griot.edge.congestion.SimulatedNetwork;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.TransportListener;
import live.griot.edge.srtp.SrtpReceiver;
import live.griot.edge.srtp.SrtpSender;
import org.junit.jupiter.api.Test;

/** In each step of a turn: what fails at one connection is kept to it, and what comes behind it in this very turn is done. */
class IngestLoopTest {
    private static final long BITRATE = 600_000;

    private final SimulatedStage stage = new SimulatedStage();

    @Test
    void a_publisher_who_cannot_be_told_anything_is_let_go_and_nobody_misses_a_packet_of_another() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedPublisher moussa = stage.join("moussa", BITRATE);
        SimulatedWatcher viewer = watch("viewer");
        int source = viewer.subscribe("c", moussa.camera());
        stage.run(2 * SECOND);
        stage.breaks(awa.peer());

        stage.runWithFailures(2 * SECOND);

        assertThat(awa.peer().isOpen()).isFalse();
        assertThat(moussa.peer().isOpen()).isTrue();
        assertThat(viewer.unrepaired(source)).isZero();
        assertThat(viewer.longestGap(source, stage.now() - 2 * SECOND, stage.now()))
                .isLessThan(100 * MILLI);
        assertThat(stage.statistics().failures()).containsEntry("PUBLISHER", 1L);
        assertThat(stage.router().view().publishers()).isEqualTo(1);
    }

    @Test
    void a_wish_that_cannot_be_granted_is_counted_and_the_next_is_granted() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedPublisher moussa = stage.join("moussa", BITRATE);
        stage.run(SECOND);
        int before = moussa.keyFrames();
        stage.breaks(awa.peer());
        wantKeyFrame(awa);
        wantKeyFrame(moussa);

        stage.runWithFailures(100 * MILLI);

        assertThat(moussa.keyFrames()).isEqualTo(before + 1);
        assertThat(stage.statistics().failures()).containsEntry("COMMAND", 1L);
    }

    @Test
    void a_datagram_that_nobody_known_sent_ends_nobody() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        NetworkPath nowhere = NetworkPath.Udp.to(new InetSocketAddress("192.0.2.77", 77));
        stage.ingest().onFrame(Transports.check("awa"), awa.path());
        stage.ingest().onFrame(new byte[] {22, 0}, awa.path());

        // Where the answer would go there is no way to.
        stage.ingest().onFrame(Transports.check("awa"), nowhere);

        assertThat(awa.peer().isOpen()).isTrue();
        assertThat(stage.statistics().failures()).containsEntry("DATAGRAM", 1L);
    }

    @Test
    void who_sends_what_makes_us_fail_is_let_go_with_everything_they_had_open() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        FragileListener heard = new FragileListener();
        PublisherHandle handle = Transports.publish(stage, "fragile", heard);
        stage.runWithFailures(MILLI);
        PublisherTransport fragile = Objects.requireNonNull(stage.router().publisher("fragile"));
        NetworkPath path = awa.path();
        stage.ingest().onFrame(Transports.check("fragile"), path);
        fragile.connect(new SrtpReceiver(SimulatedStage.KEY), new SrtpSender(SimulatedStage.KEY));

        stage.ingest().onFrame(sealed(microphone()), path);

        assertThat(heard.media).isEqualTo(1);
        assertThat(stage.statistics().failures()).containsEntry("PUBLISHER", 1L);
        assertThat(handle.isOpen()).isFalse();
        assertThat(heard.closed).isEqualTo(1);
        assertThat(stage.router().view().publishers()).isEqualTo(1);
        // Who is told that the media is lost fails too, and that is counted as theirs.
        assertThat(stage.statistics().failures()).containsEntry("LISTENER", 1L);
        stage.runWithFailures(SECOND);
        assertThat(stage.statistics().failures()).containsEntry("PUBLISHER", 1L);
        assertThat(awa.peer().isOpen()).isTrue();
    }

    @Test
    void what_fails_when_it_is_asked_of_a_connection_ends_that_one() {
        PublisherHandle awa = Transports.publish(stage, "awa", new LoopbackStage.RecordingListener());
        PublisherHandle moussa = Transports.publish(stage, "moussa", new LoopbackStage.RecordingListener());
        stage.run(MILLI);
        ((LoopHandle<?>) awa).ask(made -> {
            throw new IllegalStateException("A task with a bug");
        });

        stage.runWithFailures(MILLI);

        assertThat(awa.isOpen()).isFalse();
        assertThat(moussa.isOpen()).isTrue();
        assertThat(stage.router().view().publishers()).isEqualTo(1);
        assertThat(stage.statistics().failures()).containsEntry("COMMAND", 1L);
    }

    @Test
    void who_cannot_even_be_told_goodbye_is_forgotten() {
        LoopbackStage.RecordingListener heard = new LoopbackStage.RecordingListener();
        Transport speechless = new SpeechlessTransport(heard);
        stage.ingest().transports().admit(speechless);

        assertThat(stage.ingest().transports().sayGoodbye(speechless)).isCompleted();

        assertThat(speechless.isOpen()).isFalse();
        assertThat(heard.closed.availablePermits()).isEqualTo(1);
        assertThat(stage.ingest().transports().table().all()).isEmpty();
        assertThat(stage.statistics().failures()).containsEntry("VIEWER", 1L);
    }

    private void wantKeyFrame(SimulatedPublisher publisher) {
        Publication camera = publisher.camera();
        stage.ingest()
                .request(new IngestRequest.WantKeyFrame(
                        camera.view(), camera.encodings().getFirst().view()));
    }

    private static byte[] microphone() {
        return RtpBuilder.packet(LoopbackStage.OPUS, 0x300, 1, 960)
                .extension(LoopbackStage.MID, "1")
                .payload(new byte[80])
                .build();
    }

    private static byte[] sealed(byte[] plain) {
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(plain, 0, plain.length)).isTrue();
        byte[] sealed = new byte[plain.length + 16];
        int length = new SrtpSender(SimulatedStage.KEY).seal(packet, sealed, 0);
        return Arrays.copyOf(sealed, length);
    }

    private SimulatedWatcher watch(String name) {
        return stage.watch(
                name,
                new SimulatedNetwork<byte[]>(1).delayMillis(10).bandwidth(20_000_000),
                new SimulatedNetwork<byte[]>(2).delayMillis(10));
    }

    /** A listener that survives no news of media. */
    private static final class FragileListener implements PublisherHandle.Listener {
        private int media;
        private int closed;

        @Override
        public void onConnected() {
            // That is no news.
        }

        @Override
        public void onMedia() {
            media++;
            throw new IllegalStateException("A listener with a bug");
        }

        @Override
        public void onMediaLost() {
            throw new IllegalStateException("A listener with a bug");
        }

        @Override
        public void onClosed() {
            closed++;
        }
    }

    /** A connection whose goodbye fails. */
    private final class SpeechlessTransport extends Transport {
        private SpeechlessTransport(TransportListener listener) {
            super(
                    stage.ingest(),
                    LoopbackStage.LIVE,
                    "speechless",
                    new IceLiteSession(IceCredentials.random(), "remote"),
                    listener);
        }

        @Override
        CompletableFuture<Void> sayGoodbye() {
            throw new IllegalStateException("A goodbye with a bug");
        }

        @Override
        void onKeys(SrtpSender sealing, NetworkPath where) {
            sealing.close();
        }

        @Override
        void onRtp(byte[] bytes, int length, long nowNanos) {
            throw new IllegalStateException("Nothing comes");
        }

        @Override
        void onRtcp(byte[] bytes, int length, long nowNanos) {
            throw new IllegalStateException("Nothing comes");
        }

        @Override
        void tick(long nowNanos) {
            // Nothing is due.
        }
    }
}
