package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.handover.Latest;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.srtp.SrtpLibrary;
import live.griot.edge.srtp.SrtpReceiver;
import live.griot.edge.srtp.SrtpSender;
import live.griot.edge.telemetry.EdgeCounters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handshake that fails ends its peer, and the keys of who is gone are gone. */
class TransportTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final SimulatedStage stage = new SimulatedStage();
    private final LoopbackStage.RecordingListener heard = new LoopbackStage.RecordingListener();
    private final AtomicReference<@Nullable Throwable> nextTaskFails = new AtomicReference<>();
    private final ViewerTransport viewer = new ViewerTransport(
            new FragileOwner(),
            LoopbackStage.LIVE,
            "viewer",
            new IceLiteSession(IceCredentials.random(), "remote"),
            heard,
            new ViewerId(1),
            stage.queue(),
            new Latest<>(null));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_cannot_shake_hands_is_let_go_and_it_is_counted_when_that_is_a_bug(boolean bug) {
        nextTaskFails.set(
                bug ? new InternalError("A loop with a bug") : new IllegalStateException("A loop that is full"));
        stage.ingest().transports().admit(viewer);
        viewer.onPath(NetworkPath.Udp.to(new InetSocketAddress("192.0.2.1", 1)));
        viewer.identify(stage.ingest().certificate().fingerprint(), DtlsRole.CLIENT);

        // The handshake has a thread of its own; the loop's time stands still, so nobody is let go for their silence.
        long beganNanos = System.nanoTime();
        while (viewer.isOpen()) {
            assertThat(System.nanoTime() - beganNanos).as("the end").isLessThan(PATIENCE_NANOS);
            stage.ingest().turn(0);
        }

        assertThat(heard.closed.availablePermits()).isEqualTo(1);
        assertThat(stage.statistics().failures()).containsEntry("HANDSHAKE", bug ? 1L : 0L);
    }

    @Test
    void keys_that_come_after_the_end_or_a_second_time_are_closed() {
        stage.ingest().transports().admit(viewer);
        viewer.onPath(NetworkPath.Udp.to(new InetSocketAddress("192.0.2.1", 1)));
        viewer.connect(new SrtpReceiver(SimulatedStage.KEY), new SrtpSender(SimulatedStage.KEY));
        assertClosesKeys();

        stage.ingest().transports().letGo(viewer);

        assertClosesKeys();
    }

    private void assertClosesKeys() {
        SrtpReceiver opening = new SrtpReceiver(SimulatedStage.KEY, SrtpLibrary.OPENSSL);
        SrtpSender sealing = new SrtpSender(SimulatedStage.KEY, SrtpLibrary.OPENSSL);
        byte[] theirs = new byte[64];
        int length = new SrtpSender(SimulatedStage.KEY).sealRtcp(new byte[8], 0, 8, theirs, 0);
        viewer.connect(opening, sealing);

        assertThatThrownBy(() -> sealing.sealRtcp(new byte[8], 0, 8, new byte[64], 0))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> opening.openRtcp(theirs, 0, length)).isInstanceOf(IllegalStateException.class);
    }

    /** The loop, but for a task that it fails to take. */
    private final class FragileOwner implements TransportOwner {
        @Override
        public long now() {
            return stage.ingest().now();
        }

        @Override
        public DtlsCertificate certificate() {
            return stage.ingest().certificate();
        }

        @Override
        public EdgeCounters counters() {
            return stage.ingest().counters();
        }

        @Override
        public void execute(Runnable task) {
            switch (nextTaskFails.getAndSet(null)) {
                case RuntimeException full -> throw full;
                case Error bug -> throw bug;
                case null, default -> stage.ingest().execute(task);
            }
        }

        @Override
        public void send(Transport to, byte[] bytes, int length) {
            stage.ingest().send(to, bytes, length);
        }

        @Override
        public void handshakeFailed(Throwable bug) {
            stage.ingest().handshakeFailed(bug);
        }

        @Override
        public void remove(Transport over) {
            stage.ingest().transports().remove(over);
        }
    }
}
