package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.ingest.IngestLoop;
import live.griot.edge.ingest.IngestProxy;
import live.griot.edge.net.DatagramPort;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.sfu.TransportHandle;
import live.griot.edge.telemetry.DutyCycleTracker;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;
import org.junit.jupiter.api.Test;

/** A peer may be quicker than the loop: who was opened before their first check came is known when it is read. */
class FirstCheckTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EdgeCounters counters = new EdgeCounters();
    private final Failures failures = new Failures(System::nanoTime);

    @Test
    void a_check_that_comes_with_the_command_that_opens_its_peer_is_answered() throws Exception {
        CountedNetworkEvents events = new CountedNetworkEvents(counters, failures, System::nanoTime);
        try (DatagramPort port = DatagramPort.bind(List.of(), 0, events);
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                EdgePeer peer = new EdgePeer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port()),
                        DtlsCertificate.selfSigned(Instant.now()).fingerprint())) {
            IngestLoop loop = new IngestLoop(
                    port,
                    new IngestLoop.Setting(
                            DtlsCertificate.selfSigned(Instant.now()),
                            TimeUnit.SECONDS.toNanos(1),
                            System::nanoTime,
                            List.of(new HandoverQueue(() -> {})),
                            counters,
                            failures,
                            new DutyCycleTracker()));
            TransportHandle opened = new IngestProxy(loop)
                    .play("live", "viewer", peer.parameters(), List.of(), new LoopbackStage.RecordingListener());
            byte[] check = peer.check();
            socket.send(new DatagramPacket(check, check.length, InetAddress.getLoopbackAddress(), port.port()));

            // The check is there already: on loopback sending is delivering.
            assertThat(loop.turn(TimeUnit.SECONDS.toNanos(1))).isEqualTo(1);

            socket.setSoTimeout((int) PATIENCE.toMillis());
            byte[] answer = new byte[1_500];
            socket.receive(new DatagramPacket(answer, answer.length));
            assertThat(answer[0]).as("a success response").isEqualTo((byte) 1);
            assertThat(opened.isOpen()).isTrue();
        }
    }
}
