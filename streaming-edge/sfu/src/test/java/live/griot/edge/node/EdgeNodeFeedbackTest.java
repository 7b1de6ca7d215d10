package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import org.junit.jupiter.api.Test;

/** What a publisher and viewers are told by RTCP, and what is sent again, over real sockets with real keys. */
class EdgeNodeFeedbackTest extends EdgeNodeFixture {
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
