package live.griot.edge.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.node.LoopbackStage.OnStage;
import live.griot.edge.node.LoopbackStage.Watching;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.peer.TcpTunnel;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.HostCandidate;
import live.griot.edge.sfu.SubscriptionState.Flow;
import live.griot.edge.sfu.TrackSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transports that reach the edge by TCP alone (RFC 6544, RFC 4571), and what becomes of those who misuse it. */
class IceOverTcpTest {
    /** As many connections one address may have. */
    private static final int CONNECTIONS_PER_ADDRESS = 200;

    /** A connection has this long to show a credential. */
    private static final long UNVERIFIED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int SSRC = 77;
    private static final int MANY = 20_000;
    private static final int SOON_MILLIS = 500;
    private static final int LARGE = 1_000;
    private static final long PATIENCE_SECONDS = 60;
    private static final long SLACK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LoopbackStage stage = new LoopbackStage(EdgeNode.start(
            new EdgeNode.Configuration(0, 0, List.of(InetAddress.getLoopbackAddress()), 2, Duration.ofSeconds(2))));
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        stage.close();
    }

    @Test
    void media_goes_in_and_out_by_tcp_as_by_datagrams() throws Exception {
        OnStage awa = publisher(tunnel());
        Watching byTcp = stage.watch(tunnel().address(), "by tcp");
        Watching byUdp = stage.watch("by udp");
        for (Watching viewer : List.of(byTcp, byUdp)) {
            viewer.handle()
                    .add("s", stage.publication("awa", TrackSource.MICROPHONE), LoopbackStage.out(Codec.OPUS, SSRC));
            viewer.state(state -> state.flow() == Flow.WAITING || state.flow() == Flow.FLOWING);
        }

        for (int i = 0; i < 50; i++) {
            sing(awa, i, 160);
        }

        for (int i = 0; i < 50; i++) {
            assertThat(number(byTcp.next(SSRC))).isEqualTo(i);
            assertThat(number(byUdp.next(SSRC))).isEqualTo(i);
        }
        awa.handle().close();
        awa.peer().awaitGoodbye();
    }

    @Test
    void who_does_not_read_loses_packets_alone_and_gets_the_new_ones_once_they_read_on() throws Exception {
        OnStage awa = publisher(null);
        TcpTunnel slow = tunnel();
        Watching stalled = stage.watch(slow.address(), "stalled");
        Watching other = stage.watch(tunnel().address(), "other");
        for (Watching viewer : List.of(stalled, other)) {
            viewer.handle()
                    .add("s", stage.publication("awa", TrackSource.MICROPHONE), LoopbackStage.out(Codec.OPUS, SSRC));
            viewer.state(state -> state.flow() == Flow.WAITING || state.flow() == Flow.FLOWING);
        }
        slow.stopReading();
        int sent = 0;
        while (stage.drops(DropReason.EGRESS_OVERFLOW) == 0) {
            assertThat(sent).as("what waits for one who does not read").isLessThan(MANY);
            sing(awa, sent++, LARGE);
            other.next(SSRC);
        }

        slow.readOn();
        int before = sent;
        int heard = -1;
        while (heard < before) {
            assertThat(sent).isLessThan(before + MANY);
            sing(awa, sent++, LARGE);
            other.next(SSRC);
            heard = number(stalled.next(SSRC));
        }
    }

    @Test
    void frames_that_no_packet_could_be_end_their_connection_and_no_other() throws Exception {
        TcpTunnel good = tunnel();
        OnStage awa = publisher(good);
        Watching viewer = stage.watch("viewer");
        viewer.handle().add("s", stage.publication("awa", TrackSource.MICROPHONE), LoopbackStage.out(Codec.OPUS, SSRC));
        viewer.state(state -> state.flow() == Flow.WAITING || state.flow() == Flow.FLOWING);

        for (byte[] bad : List.of(
                new byte[] {0, 0}, new byte[] {(byte) 0xFF, (byte) 0xFF}, "GET / HTTP/1.1".getBytes(US_ASCII))) {
            Socket hostile = socket();
            hostile.getOutputStream().write(bad);
            assertClosed(hostile);
        }
        stage.awaitDrops(DropReason.MALFORMED_FRAME, 3);

        Socket noise = socket();
        for (int i = 0; i < 200; i++) {
            noise.getOutputStream().write(new byte[] {0, 3, (byte) i, 1, 2});
        }
        sing(awa, 7, 160);
        assertThat(number(viewer.next(SSRC))).isEqualTo(7);
    }

    @Test
    void one_address_gets_so_many_connections_and_one_that_is_closed_makes_room() throws Exception {
        List<Socket> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS_PER_ADDRESS; i++) {
            all.add(socket());
        }
        assertClosed(socket());
        stage.awaitDrops(DropReason.TOO_MANY_CONNECTIONS, 1);

        all.getFirst().close();
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isKept(socket())) {
            assertThat(System.nanoTime()).as("a place is free again").isLessThan(giveUpAt);
        }
    }

    @Test
    void who_connects_and_shows_no_credential_is_let_go() throws Exception {
        Socket idle = socket();
        long beganNanos = System.nanoTime();

        assertClosed(idle);

        assertThat(System.nanoTime() - beganNanos).isBetween(UNVERIFIED_NANOS - SLACK_NANOS, 2 * UNVERIFIED_NANOS);
    }

    @Test
    void an_edge_without_a_tcp_port_tells_of_none() {
        try (EdgeNode datagrams = EdgeNode.start(
                new EdgeNode.Configuration(0, List.of(InetAddress.getLoopbackAddress()), 1, Duration.ofSeconds(2)))) {
            assertThat(datagrams.candidates())
                    .extracting(HostCandidate::protocol)
                    .containsExactly(HostCandidate.Protocol.UDP);
        }
        assertThat(stage.edge.candidates())
                .extracting(HostCandidate::protocol)
                .containsExactly(HostCandidate.Protocol.UDP, HostCandidate.Protocol.TCP);
    }

    private OnStage publisher(@Nullable TcpTunnel by) throws Exception {
        return stage.join(
                by == null ? stage.address() : by.address(),
                "awa",
                EnumSet.of(TrackSource.MICROPHONE),
                LoopbackStage.microphone());
    }

    /** Sends a packet of sound of that size which carries a number. */
    private static void sing(OnStage awa, int number, int bytes) {
        byte[] payload = new byte[bytes];
        Bytes.put32(payload, 0, number);
        awa.peer()
                .sendRtp(RtpBuilder.packet(LoopbackStage.OPUS, 0x200, number, 960 * number)
                        .extension(LoopbackStage.MID, "1")
                        .payload(payload)
                        .build());
    }

    private static int number(RtpPacket packet) {
        return Bytes.i32(packet.array(), packet.payloadOffset());
    }

    private InetSocketAddress tcp() {
        return stage.edge.candidates().getLast().address();
    }

    private TcpTunnel tunnel() throws IOException {
        TcpTunnel tunnel = new TcpTunnel(tcp());
        open.add(tunnel);
        return tunnel;
    }

    private Socket socket() throws IOException {
        Socket socket = new Socket();
        socket.connect(tcp());
        socket.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(2 * UNVERIFIED_NANOS));
        open.add(socket);
        return socket;
    }

    /** Returns whether the edge keeps a connection that it has accepted: it closes one too many at once. */
    private static boolean isKept(Socket socket) throws IOException {
        socket.setSoTimeout(SOON_MILLIS);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException stillOpen) {
            return true;
        }
    }

    private static void assertClosed(Socket socket) throws IOException {
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            // Closed with bytes of ours unread.
        }
    }
}
