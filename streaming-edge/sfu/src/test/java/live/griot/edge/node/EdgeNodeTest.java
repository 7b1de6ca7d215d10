package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real sockets, real DTLS and SRTP, over loopback: a publisher and viewers in pure Java. */
class EdgeNodeTest {
    private static final String LIVE = "live";
    private static final String HOST = "host";
    private static final int CAMERA = 0x1111;
    private static final int MICROPHONE = 0x2222;
    private static final int VIDEO_OUT = 0x3333;
    private static final int VIDEO_RTX_OUT = 0x4444;
    private static final int AUDIO_OUT = 0x5555;
    private static final int TRANSPORT_CC = 3;

    private EdgeNode edge;
    private final RecordingListener publisherHeard = new RecordingListener();

    @BeforeEach
    void start() {
        edge = EdgeNode.start(
                new EdgeNode.Configuration(0, List.of(InetAddress.getLoopbackAddress()), 2, Duration.ofMillis(500)));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void what_a_publisher_sends_reaches_every_viewer_as_one_stream_from_a_key_frame_on() throws Exception {
        try (EdgePeer publisher = publisher();
                EdgePeer first = viewer();
                EdgePeer second = viewer()) {
            publisher.sendRtp(video(65_534, 900, false));
            publisher.sendRtp(video(65_535, 1_000, true));
            publisher.sendRtp(video(0, 1_000, false));
            publisher.sendRtp(audio(7, 48));

            for (EdgePeer viewer : List.of(first, second)) {
                RtpPacket keyFrame = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
                assertThat(keyFrame.payloadType()).isEqualTo(101);
                assertThat(keyFrame.extensionOffset(TRANSPORT_CC)).isEqualTo(-1);
                assertThat(valueOf(keyFrame)).isEqualTo(65_535);
                RtpPacket next = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
                assertThat(next.sequenceNumber()).isEqualTo(keyFrame.sequenceNumber() + 1);
                assertThat(valueOf(next)).isEqualTo(0);
                RtpPacket sound = wrap(viewer.awaitRtp(packet -> packet.ssrc() == AUDIO_OUT));
                assertThat(sound.payloadType()).isEqualTo(112);
            }
        }
    }

    @Test
    void a_viewer_that_misses_a_packet_gets_it_again_as_rtx() throws Exception {
        try (EdgePeer publisher = publisher();
                EdgePeer viewer = viewer()) {
            publisher.sendRtp(video(10, 1_000, true));
            RtpPacket sent = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));

            viewer.sendRtcp(nack(sent.sequenceNumber()), 16);

            RtpPacket again = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_RTX_OUT));
            assertThat(again.payloadType()).isEqualTo(102);
            assertThat(Bytes.u16(again.array(), again.payloadOffset())).isEqualTo(sent.sequenceNumber());
            assertThat(Arrays.copyOfRange(
                            again.array(), again.payloadOffset() + 2, again.payloadOffset() + again.payloadLength()))
                    .isEqualTo(Arrays.copyOfRange(
                            sent.array(), sent.payloadOffset(), sent.payloadOffset() + sent.payloadLength()));
        }
    }

    @Test
    void a_publisher_is_asked_for_key_frames_for_what_is_missing_and_told_when_packets_came() throws Exception {
        try (EdgePeer publisher = publisher();
                EdgePeer viewer = viewer()) {
            publisher.sendRtp(video(10, 1_000, false));
            publisher.sendRtp(video(13, 2_000, false));

            Feedback feedback = new Feedback();
            publisher.awaitRtcp(bytes -> RtcpReader.read(bytes, 0, bytes.length, feedback) && feedback.isComplete());
            assertThat(feedback.nacks).contains(11, 12);
            assertThat(viewer.check()).isNotEmpty();
        }
    }

    @Test
    void a_missing_packet_that_comes_as_rtx_is_forwarded_in_its_place() throws Exception {
        try (EdgePeer publisher = publisher();
                EdgePeer viewer = viewer()) {
            publisher.sendRtp(video(10, 1_000, true));
            publisher.sendRtp(video(12, 1_000, false));
            RtpPacket first = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
            viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT);

            publisher.sendRtp(rtxOf(video(11, 1_000, false)));

            RtpPacket recovered = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
            assertThat(recovered.sequenceNumber()).isEqualTo(first.sequenceNumber() + 1);
            assertThat(valueOf(recovered)).isEqualTo(11);
        }
    }

    @Test
    void sound_and_picture_of_one_moment_are_told_to_be_of_one_moment_on_the_edges_own_clock() throws Exception {
        try (EdgePeer publisher = publisher();
                EdgePeer viewer = viewer()) {
            long theirClock = 0x0102030405060708L;
            publisher.sendRtp(video(9, 90_000, true));
            publisher.sendRtp(audio(6, 48_000));
            RtpPacket first = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
            viewer.awaitRtp(packet -> packet.ssrc() == AUDIO_OUT);
            report(publisher, CAMERA, theirClock, 90_000);
            report(publisher, MICROPHONE, theirClock, 48_000);
            publisher.sendRtp(video(10, 90_000 + 9_000, false));
            publisher.sendRtp(audio(7, 48_000 + 4_800));
            RtpPacket picture = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
            assertThat(picture.timestamp() - first.timestamp()).isEqualTo(9_000);
            RtpPacket sound = wrap(viewer.awaitRtp(packet -> packet.ssrc() == AUDIO_OUT));

            Reports reports = new Reports();
            viewer.awaitRtcp(bytes -> RtcpReader.read(bytes, 0, bytes.length, reports)
                    && reports.isBehind(VIDEO_OUT, picture.timestamp())
                    && reports.isBehind(AUDIO_OUT, sound.timestamp()));

            double ofPicture = reports.seconds(VIDEO_OUT, picture.timestamp(), 90_000);
            double ofSound = reports.seconds(AUDIO_OUT, sound.timestamp(), 48_000);
            assertThat(ofPicture).isCloseTo(ofSound, within(0.001));
            double now = 2_208_988_800.0 + System.currentTimeMillis() / 1e3;
            assertThat(ofPicture).isCloseTo(now, within(10.0));
        }
    }

    private static void report(EdgePeer publisher, int ssrc, long ntpTime, int timestamp) {
        RtcpWriter report = new RtcpWriter().senderReport(ssrc, ntpTime, timestamp, 1, 1);
        publisher.sendRtcp(report.array(), report.length());
    }

    /** What a viewer is told of how timestamps go with time. */
    private static final class Reports implements RtcpReader.Listener {
        private final Map<Integer, long[]> bySource = new HashMap<>();

        @Override
        public void onSenderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets) {
            bySource.put(ssrc, new long[] {ntpTime, rtpTimestamp});
        }

        /** Returns whether the report of a source was made after a packet with that timestamp was sent. */
        boolean isBehind(int ssrc, int timestamp) {
            long[] report = bySource.get(ssrc);
            return report != null && (int) report[1] - timestamp >= 0;
        }

        /** Returns the seconds since 1900 that a timestamp stands for. */
        double seconds(int ssrc, int timestamp, int clockRate) {
            long[] report = Objects.requireNonNull(bySource.get(ssrc));
            double reported = (report[0] >>> 32) + (report[0] & 0xFFFFFFFFL) / 4_294_967_296.0;
            return reported + (timestamp - (int) report[1]) / (double) clockRate;
        }
    }

    @Test
    void a_publisher_who_comes_back_is_the_same_stream_to_a_viewer() throws Exception {
        try (EdgePeer viewer = viewer()) {
            RtpPacket before;
            try (EdgePeer publisher = publisher()) {
                publisher.sendRtp(video(10, 1_000, true));
                before = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
            }
            try (EdgePeer again = publisher()) {
                byte[] other = video(40_000, 77, true);
                Bytes.put32(other, 8, 0x9999);
                again.sendRtp(other);
                RtpPacket after = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
                assertThat(after.sequenceNumber()).isEqualTo(before.sequenceNumber() + 1);
                assertThat(after.timestamp() - before.timestamp()).isPositive();
            }
        }
    }

    @Test
    void media_that_arrives_is_lost_and_returns_is_told_once_each() throws Exception {
        try (EdgePeer publisher = publisher()) {
            publisher.sendRtp(video(1, 1, true));
            publisher.sendRtp(video(2, 2, false));
            publisherHeard.media.acquire();
            assertThat(edge.hasMedia(LIVE, HOST)).isTrue();
            assertThat(publisherHeard.lost.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            assertThat(edge.hasMedia(LIVE, HOST)).isFalse();

            publisher.sendRtp(video(3, 3, false));
            assertThat(publisherHeard.media.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            assertThat(publisherHeard.lost.availablePermits()).isZero();
        }
    }

    @Test
    void everyone_is_told_goodbye_when_a_router_closes() throws Exception {
        try (EdgePeer publisher = publisher();
                EdgePeer viewer = viewer()) {
            CountDownLatch closed = new CountDownLatch(1);
            edge.closeRouter(LIVE, closed::countDown);

            viewer.awaitGoodbye();
            publisher.awaitGoodbye();
            assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(edge.statistics().subscribers()).isZero();
            assertThat(edge.publications(LIVE)).isEmpty();
        }
    }

    @Test
    void random_bytes_are_counted_answered_with_silence_and_disturb_nobody() throws Exception {
        try (EdgePeer publisher = publisher();
                EdgePeer viewer = viewer();
                EdgePeer stranger = new EdgePeer(address(), edge.fingerprint())) {
            Random random = new Random(7983);
            for (int i = 0; i < 2_000; i++) {
                byte[] noise = new byte[1 + random.nextInt(1_400)];
                random.nextBytes(noise);
                // From who is unknown, and from who is known and turns malicious.
                (i % 2 == 0 ? stranger : viewer).send(noise);
            }
            publisher.sendRtp(video(10, 1_000, true));

            assertThat(valueOf(wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT))))
                    .isEqualTo(10);
            assertThat(edge.statistics().drops().get("UNKNOWN_ADDRESS")).isPositive();
            assertThat(edge.statistics().drops().get("NOT_AUTHENTIC")).isPositive();
            assertThat(edge.statistics().drops().get("INVALID_STUN")).isPositive();
        }
    }

    private InetSocketAddress address() {
        return edge.candidates().getFirst().address();
    }

    private EdgePeer publisher() throws Exception {
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

    private EdgePeer viewer() throws Exception {
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

    private static RtpParameters rtp(
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
    private static byte[] video(int sequence, int timestamp, boolean keyFrame) {
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

    private static byte[] audio(int sequence, int timestamp) {
        byte[] packet = new byte[12 + 20];
        packet[0] = (byte) 0x80;
        packet[1] = 111;
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 4, timestamp);
        Bytes.put32(packet, 8, MICROPHONE);
        return packet;
    }

    private static byte[] rtxOf(byte[] original) {
        byte[] rtx = new byte[original.length + 2];
        System.arraycopy(original, 0, rtx, 0, 20);
        System.arraycopy(original, 20, rtx, 22, original.length - 20);
        rtx[1] = 97;
        Bytes.put16(rtx, 20, Bytes.u16(original, 2));
        Bytes.put16(rtx, 2, 500);
        Bytes.put32(rtx, 8, 0x7777);
        return rtx;
    }

    private static byte[] nack(int sequence) {
        RtcpWriter writer = new RtcpWriter().nack(1, VIDEO_OUT, new int[] {sequence}, 1);
        return writer.array();
    }

    private static RtpPacket wrap(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        return packet;
    }

    private static int valueOf(RtpPacket packet) {
        return Bytes.i32(packet.array(), packet.payloadOffset() + 2);
    }

    /** What a listener was told, as permits to be acquired. */
    private static final class RecordingListener implements PublisherHandle.Listener {
        private final Semaphore connected = new Semaphore(0);
        private final Semaphore media = new Semaphore(0);
        private final Semaphore lost = new Semaphore(0);

        @Override
        public void onConnected() {
            connected.release();
        }

        @Override
        public void onMedia() {
            media.release();
        }

        @Override
        public void onMediaLost() {
            lost.release();
        }

        @Override
        public void onClosed() {}
    }

    /** What a publisher is told. */
    private static final class Feedback implements RtcpReader.Listener {
        private final Set<Integer> nacks = new HashSet<>();
        private boolean pictureLoss;
        private boolean congestion;

        boolean isComplete() {
            return nacks.size() >= 2 && pictureLoss && congestion;
        }

        @Override
        public void onNack(int mediaSsrc, int sequenceNumber) {
            nacks.add(sequenceNumber);
        }

        @Override
        public void onPictureLoss(int mediaSsrc) {
            pictureLoss = true;
        }

        @Override
        public void onTransportFeedback(byte[] bytes, int offset, int length) {
            congestion = true;
        }
    }
}
