package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import live.griot.edge.node.LoopbackStage.RecordingListener;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A running edge on loopback, a publisher and viewers in pure Java: real sockets, real DTLS and SRTP. */
abstract class EdgeNodeFixture {
    static final String LIVE = "live";
    static final String HOST = "host";
    static final int CAMERA = 0x1111;
    static final int MICROPHONE = 0x2222;
    static final int VIDEO_OUT = 0x3333;
    static final int VIDEO_RTX_OUT = 0x4444;
    static final int AUDIO_OUT = 0x5555;
    static final int TRANSPORT_CC = 3;

    EdgeNode edge;
    final RecordingListener publisherHeard = new RecordingListener();

    @BeforeEach
    void start() {
        edge = EdgeNode.start(
                new EdgeNode.Configuration(0, List.of(InetAddress.getLoopbackAddress()), 2, Duration.ofMillis(500)));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    InetSocketAddress address() {
        return edge.candidates().getFirst().address();
    }

    EdgePeer publisher() throws Exception {
        EdgePeer peer = new EdgePeer(address(), edge.fingerprint());
        edge.publish(
                LIVE,
                new PublisherParameters(
                        HOST,
                        peer.parameters(),
                        List.of(
                                new TrackParameters(
                                        TrackSource.CAMERA, rtp("0", Codec.VP8, 96, 97, CAMERA, -1, TRANSPORT_CC)),
                                new TrackParameters(
                                        TrackSource.MICROPHONE,
                                        rtp("1", Codec.OPUS, 111, -1, MICROPHONE, -1, TRANSPORT_CC))),
                        EnumSet.allOf(TrackSource.class)),
                publisherHeard);
        peer.connect();
        publisherHeard.connected.acquire();
        return peer;
    }

    EdgePeer viewer() throws Exception {
        EdgePeer peer = new EdgePeer(address(), edge.fingerprint());
        RecordingListener heard = new RecordingListener();
        edge.play(
                LIVE,
                "viewer",
                peer.parameters(),
                List.of(
                        rtp("0", Codec.VP8, 101, 102, VIDEO_OUT, VIDEO_RTX_OUT, -1),
                        rtp("1", Codec.OPUS, 112, -1, AUDIO_OUT, -1, -1)),
                heard);
        peer.connect();
        heard.connected.acquire();
        return peer;
    }

    static RtpParameters rtp(
            String mid, Codec codec, int payloadType, int rtxPayloadType, int ssrc, int rtxSsrc, int transportCc) {
        return new RtpParameters(
                mid,
                List.of(new CodecParameters(codec, payloadType, rtxPayloadType, "")),
                new ExtensionIds(-1, -1, -1, transportCc, -1, -1),
                ssrc,
                rtxSsrc,
                List.of());
    }

    /** A VP8 packet that carries its sequence number, with a transport-wide sequence number (RFC 8285, RFC 7741). */
    static byte[] video(int sequence, int timestamp, boolean keyFrame) {
        byte[] packet = new byte[12 + 8 + 1 + 5];
        packet[0] = (byte) 0x90;
        packet[1] = 96;
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 4, timestamp);
        Bytes.put32(packet, 8, CAMERA);
        Bytes.put16(packet, 12, 0xBEDE);
        Bytes.put16(packet, 14, 1);
        packet[16] = (byte) (TRANSPORT_CC << 4 | 1);
        Bytes.put16(packet, 17, sequence);
        packet[20] = 0x10;
        packet[21] = (byte) (keyFrame ? 0 : 1);
        Bytes.put32(packet, 22, sequence);
        return packet;
    }

    static byte[] audio(int sequence, int timestamp) {
        byte[] packet = new byte[12 + 20];
        packet[0] = (byte) 0x80;
        packet[1] = 111;
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 4, timestamp);
        Bytes.put32(packet, 8, MICROPHONE);
        return packet;
    }

    static RtpPacket wrap(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        return packet;
    }

    static int valueOf(RtpPacket packet) {
        return Bytes.i32(packet.array(), packet.payloadOffset() + 2);
    }
}
