package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.egress.H264Encoder;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.StunMessage;
import live.griot.edge.ice.StunWriter;
import live.griot.edge.net.PortUnavailable;
import live.griot.edge.node.LoopbackStage.OnStage;
import live.griot.edge.node.LoopbackStage.Watching;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What peers in the field did to an edge, over real sockets: who else was there noticed nothing, and who came got a picture. */
class PeersReportedTest {
    private static final int H264 = 102;
    private static final int PICTURE = 0x3333;
    private static final int OTHER_PICTURE = 0x5555;

    private final LoopbackStage stage = new LoopbackStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void who_takes_no_retransmission_stream_and_asks_for_the_last_packet_gets_it_again_and_nobody_misses_one()
            throws Exception {
        OnStage awa = stage.join("awa");
        String camera = stage.publication("awa", TrackSource.CAMERA);
        Watching plain = stage.watch("plain");
        plain.handle().add("c", camera, withoutRetransmissions(Codec.VP8, LoopbackStage.VP8, PICTURE));
        Watching other = stage.watch("other");
        other.handle().add("c", camera, LoopbackStage.out(Codec.VP8, OTHER_PICTURE));
        awa.camera(0, 10, true);
        RtpPacket last = plain.next(PICTURE);
        RtpPacket first = other.next(OTHER_PICTURE);

        for (int i = 0; i < 3; i++) {
            RtcpWriter nack = new RtcpWriter().nack(1, PICTURE, new int[] {last.sequenceNumber()}, 1);
            plain.peer().sendRtcp(nack.array(), nack.length());
            awa.camera(0, 11 + i, false);
            assertThat(other.next(OTHER_PICTURE).sequenceNumber()).isEqualTo(first.sequenceNumber() + 1 + i & 0xFFFF);
            assertThat(plain.next(PICTURE).ssrc()).isEqualTo(PICTURE);
        }
        assertThat(stage.edge.statistics().failures().values()).containsOnly(0L);
        assertThat(plain.handle().isOpen()).isTrue();
    }

    @Test
    void who_joins_late_sees_a_picture_whose_parameter_sets_came_in_packets_of_their_own() throws Exception {
        OnStage awa = stage.join("awa", EnumSet.allOf(TrackSource.class), h264Camera());
        byte[] sps = unit(0x67, H264Encoder.sps(40, 22));
        byte[] pps = unit(0x68, new byte[] {(byte) 0xCE, 0x3C, (byte) 0x80});
        send(awa, 1, 1_000, sps, false);
        send(awa, 2, 1_000, pps, true);
        send(awa, 3, 4_000, unit(0x65, new byte[40]), true);
        String camera = stage.publication("awa", TrackSource.CAMERA);
        Watching late = stage.watch("late");
        late.handle().add("c", camera, withoutRetransmissions(Codec.H264, H264, PICTURE));
        late.state(state -> true);
        send(awa, 4, 4_000 + 3_000, unit(0x41, new byte[40]), true);
        send(awa, 5, 4_000 + 6_000, unit(0x65, new byte[40]), true);

        RtpPacket sets = late.next(PICTURE);
        assertThat(sets.array()[sets.payloadOffset()] & 0x1F)
                .as("an aggregation of both sets")
                .isEqualTo(24);
        RtpPacket picture = late.next(PICTURE);
        assertThat(picture.array()[picture.payloadOffset()] & 0x1F).isEqualTo(5);
        assertThat(picture.sequenceNumber()).isEqualTo(sets.sequenceNumber() + 1);
        assertThat(picture.timestamp()).isEqualTo(sets.timestamp());
        assertThat(sets.marker()).isFalse();
    }

    @Test
    void timestamps_that_jump_by_an_hour_do_not_jump_for_a_viewer() throws Exception {
        OnStage awa = stage.join("awa", EnumSet.allOf(TrackSource.class), h264Camera());
        String camera = stage.publication("awa", TrackSource.CAMERA);
        Watching viewer = stage.watch("viewer");
        viewer.handle().add("c", camera, withoutRetransmissions(Codec.H264, H264, PICTURE));
        viewer.state(state -> true);
        send(awa, 1, 1_000, unit(0x67, H264Encoder.sps(40, 22)), false);
        send(awa, 2, 1_000, unit(0x65, new byte[40]), true);
        viewer.next(PICTURE);
        RtpPacket before = viewer.next(PICTURE);
        for (int jump : new int[] {90_000 * 3_600, -90_000 * 3_600}) {
            send(awa, jump > 0 ? 3 : 4, 1_000 + jump, unit(0x41, new byte[40]), true);
            RtpPacket after = viewer.next(PICTURE);
            assertThat(after.timestamp() - before.timestamp()).isBetween(1, 90_000 * 3);
            before = after;
        }
    }

    @Test
    void a_packet_too_large_for_a_viewer_is_counted_and_leaves_no_hole() throws Exception {
        OnStage awa = stage.join("awa", EnumSet.allOf(TrackSource.class), h264Camera());
        String camera = stage.publication("awa", TrackSource.CAMERA);
        Watching viewer = stage.watch("viewer");
        viewer.handle().add("c", camera, withoutRetransmissions(Codec.H264, H264, PICTURE));
        viewer.state(state -> true);
        send(awa, 1, 1_000, unit(0x67, H264Encoder.sps(40, 22)), false);
        send(awa, 2, 1_000, unit(0x65, new byte[40]), true);
        viewer.next(PICTURE);
        RtpPacket before = viewer.next(PICTURE);
        send(awa, 3, 4_000, unit(0x41, new byte[1_440]), true);
        stage.awaitDrops(DropReason.OVERSIZE, 1);
        send(awa, 4, 7_000, unit(0x67, H264Encoder.sps(40, 22)), false);

        assertThat(viewer.next(PICTURE).sequenceNumber()).isEqualTo(before.sequenceNumber() + 1 & 0xFFFF);
    }

    @Test
    void a_check_to_another_address_of_this_machine_is_answered_from_there() throws Exception {
        InetSocketAddress second =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), stage.edge.port());
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                EdgePeer peer = new EdgePeer(second, stage.edge.fingerprint())) {
            stage.edge.play(
                    LoopbackStage.LIVE, "viewer", peer.parameters(), List.of(), new LoopbackStage.RecordingListener());
            awaitViewer();
            // A connected socket hears from that address alone.
            socket.connect(second);
            socket.setSoTimeout(10_000);
            byte[] check = peer.check();
            byte[] answer = new byte[200];
            DatagramPacket received = new DatagramPacket(answer, answer.length);
            socket.send(new DatagramPacket(check, check.length));
            socket.receive(received);
            assertThat(received.getAddress()).isEqualTo(second.getAddress());
        }
    }

    @Test
    void who_does_not_nominate_is_sent_a_check_once_by_each_new_path_that_only_they_can_have_asked_for()
            throws Exception {
        IceCredentials ours = IceCredentials.random();
        IceCredentials theirs = IceCredentials.random();
        TransportParameters transport = new TransportParameters(
                ours.usernameFragment(),
                ours.password(),
                theirs.usernameFragment(),
                DtlsCertificate.selfSigned(Instant.now()).fingerprint(),
                DtlsRole.SERVER,
                theirs.password());
        stage.edge.play(LoopbackStage.LIVE, "viewer", transport, List.of(), new LoopbackStage.RecordingListener());
        awaitViewer();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.connect(stage.address());
            socket.setSoTimeout(10_000);
            for (int time = 0; time < 2; time++) {
                byte[] check = new StunWriter(StunMessage.BINDING_REQUEST, new byte[12])
                        .username(ours.usernameFragment() + ":" + theirs.usernameFragment())
                        .priority(1)
                        .controlling(1)
                        .finish(ours.password());
                socket.send(new DatagramPacket(check, check.length));
                assertThat(receive(socket).type()).isEqualTo(StunMessage.BINDING_SUCCESS);
                if (time == 0) {
                    StunMessage back = receive(socket);
                    assertThat(back.type()).isEqualTo(StunMessage.BINDING_REQUEST);
                    assertThat(back.username()).isEqualTo(theirs.usernameFragment() + ":" + ours.usernameFragment());
                    assertThat(back.isSignedWith(theirs.password())).isTrue();
                    byte[] answer = new StunWriter(StunMessage.BINDING_SUCCESS, back.transactionId())
                            .mappedAddress(stage.address())
                            .finish(theirs.password());
                    socket.send(new DatagramPacket(answer, answer.length));
                }
            }
        }
        assertThat(stage.drops(DropReason.INVALID_STUN)).isZero();
    }

    /** Waits until the edge knows of the viewer, whose checks are dropped before. */
    private void awaitViewer() throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (stage.edge.statistics().subscribers() == 0 && System.nanoTime() < giveUpAt) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static StunMessage receive(DatagramSocket socket) throws IOException {
        DatagramPacket received = new DatagramPacket(new byte[600], 600);
        socket.receive(received);
        return Objects.requireNonNull(StunMessage.parse(received.getData(), 0, received.getLength()));
    }

    @Test
    void a_taken_port_is_named_and_leaves_no_thread_behind() throws Exception {
        Set<Thread> before = edgeThreads();
        try (DatagramSocket udp = new DatagramSocket(0);
                ServerSocket tcp = new ServerSocket(0)) {
            assertThatThrownBy(() -> EdgeNode.start(configuration(udp.getLocalPort(), EdgeNode.Configuration.NO_TCP)))
                    .isInstanceOf(PortUnavailable.class)
                    .hasMessageContaining("UDP port " + udp.getLocalPort());
            assertThatThrownBy(() -> EdgeNode.start(configuration(0, tcp.getLocalPort())))
                    .isInstanceOf(PortUnavailable.class)
                    .hasMessageContaining("TCP port " + tcp.getLocalPort());
            int free = freeUdpPort();
            assertThatThrownBy(() -> EdgeNode.start(configuration(free, tcp.getLocalPort())))
                    .isInstanceOf(PortUnavailable.class);
            new DatagramSocket(free, InetAddress.getLoopbackAddress()).close();
        }
        assertThat(edgeThreads()).isSubsetOf(before);
    }

    private static EdgeNode.Configuration configuration(int udp, int tcp) {
        return new EdgeNode.Configuration(
                udp, tcp, List.of(InetAddress.getLoopbackAddress()), 1, Duration.ofSeconds(1));
    }

    private static int freeUdpPort() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Set<Thread> edgeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("edge-") && thread.isAlive())
                .filter(thread -> !thread.getName().equals("edge-peer"))
                .collect(Collectors.toSet());
    }

    private static void send(OnStage who, int sequence, int timestamp, byte[] payload, boolean marker) {
        RtpBuilder packet = RtpBuilder.packet(H264, 0x77, sequence, timestamp).payload(payload);
        who.peer().sendRtp((marker ? packet.marker() : packet).build());
    }

    private static byte[] unit(int header, byte[] rest) {
        byte[] unit = Arrays.copyOf(new byte[] {(byte) header}, 1 + rest.length);
        System.arraycopy(rest, 0, unit, 1, rest.length);
        return unit;
    }

    private static TrackParameters h264Camera() {
        return new TrackParameters(
                TrackSource.CAMERA,
                new RtpParameters(
                        "0",
                        List.of(new CodecParameters(Codec.H264, H264, -1, "")),
                        ExtensionIds.NONE,
                        0x77,
                        -1,
                        List.of()));
    }

    private static RtpParameters withoutRetransmissions(Codec codec, int payloadType, int ssrc) {
        return new RtpParameters(
                "0", List.of(new CodecParameters(codec, payloadType, -1, "")), ExtensionIds.NONE, ssrc, -1, List.of());
    }
}
