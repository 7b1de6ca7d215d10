package live.griot.edge.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import live.griot.edge.rtcp.RtcpReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Packets that a real browser sent, see {@code src/test/resources/captured}. */
class CapturedPacketsTest {
    private static final Map<String, byte[]> CAPTURED = new HashMap<>();
    private static final int TRANSPORT_CC = 3;

    private final RtpPacket packet = new RtpPacket();

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = CapturedPacketsTest.class.getResourceAsStream("/captured/chromium-156.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
            text.lines()
                    .map(line -> line.split(" ", -1))
                    .forEach(words -> CAPTURED.put(words[0], HexFormat.of().parseHex(words[1])));
        }
    }

    @Test
    void a_browsers_first_video_packet_begins_a_key_frame_and_a_later_one_ends_its_frame() {
        wrap("vp8-key-frame");
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(startsKeyFrame()).isTrue();
        assertThat(packet.extensionLength(packet.extensionOffset(TRANSPORT_CC))).isEqualTo(2);
        wrap("vp8-last-of-frame");
        assertThat(packet.marker()).isTrue();
        assertThat(startsKeyFrame()).isFalse();
    }

    @Test
    void a_browsers_sound_is_read() {
        wrap("opus");
        assertThat(packet.payloadType()).isEqualTo(111);
        assertThat(packet.payloadLength()).isPositive();
        assertThat(packet.extensionOffset(TRANSPORT_CC)).isPositive();
    }

    @Test
    void a_browsers_retransmission_is_its_original_again() {
        byte[] original = packet("vp8-original");
        assertThat(packet.wrap(original, 0, original.length)).isTrue();
        byte[] payload = payload();
        int sequence = packet.sequenceNumber();
        int timestamp = packet.timestamp();
        int ssrc = packet.ssrc();
        wrap("vp8-retransmission");
        byte[] array = packet.array();
        int length = RtxPayload.restore(packet, 96, ssrc);

        assertThat(packet.wrap(array, RtxPayload.OVERHEAD, length)).isTrue();
        assertThat(packet.sequenceNumber()).isEqualTo(sequence);
        assertThat(packet.timestamp()).isEqualTo(timestamp);
        assertThat(packet.ssrc()).isEqualTo(ssrc);
        assertThat(payload()).isEqualTo(payload);
    }

    @Test
    void a_browsers_probe_carries_nothing() {
        wrap("padding-probe");
        assertThat(packet.payloadLength()).isZero();
        assertThat(RtxPayload.restore(packet, 96, 1)).isEqualTo(-1);
    }

    @Test
    void a_browsers_sender_report_is_read() {
        byte[] report = packet("sender-report");
        int[] sources = new int[1];
        assertThat(RtcpReader.read(report, 0, report.length, new RtcpReader.Listener() {
                    @Override
                    public void onSenderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets) {
                        sources[0] = ssrc;
                        assertThat(ntpTime).isNotZero();
                    }
                }))
                .isTrue();
        assertThat(sources[0]).isEqualTo(Bytes.i32(report, 4));
    }

    private static byte[] packet(String name) {
        return Objects.requireNonNull(CAPTURED.get(name), name).clone();
    }

    private void wrap(String name) {
        byte[] bytes = packet(name);
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    }

    private byte[] payload() {
        return Arrays.copyOfRange(
                packet.array(), packet.payloadOffset(), packet.payloadOffset() + packet.payloadLength());
    }

    private boolean startsKeyFrame() {
        Vp8Payload vp8 = new Vp8Payload();
        return vp8.wrap(packet.array(), packet.payloadOffset(), packet.payloadLength()) && vp8.startsKeyFrame();
    }
}
