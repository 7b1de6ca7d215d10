package live.griot.edge.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import live.griot.fuzz.Fuzz;

/** RTP packets with their header extensions, retransmissions and redundant sound. */
class RtpFuzzTest {
    private static final int IDS = 256;

    private final RtpPacket view = new RtpPacket();

    @FuzzTest(maxDuration = Fuzz.EACH)
    void packet(byte[] data) {
        byte[] wide = Fuzz.inMargins(data);
        int end = Fuzz.MARGIN + data.length;
        if (view.wrapSealed(wide, Fuzz.MARGIN, data.length)) {
            assertThat(view.headerLength()).isBetween(12, data.length);
        }
        if (!view.wrap(wide, Fuzz.MARGIN, data.length)) {
            return;
        }
        assertThat(view.payloadLength()).isNotNegative();
        assertThat(view.payloadOffset()).isBetween(Fuzz.MARGIN + 12, end - view.payloadLength());
        assertThat(view.payloadType()).isBetween(0, 127);
        assertThat(view.sequenceNumber()).isBetween(0, 0xFFFF);
        for (int id = 0; id < IDS; id++) {
            int at = view.extensionOffset(id);
            if (at >= 0) {
                assertThat(at + view.extensionLength(at)).isLessThanOrEqualTo(view.payloadOffset());
            }
        }
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void retransmission(byte[] data) {
        byte[] wide = Fuzz.inMargins(data);
        if (!view.wrap(wide, Fuzz.MARGIN, data.length)) {
            return;
        }
        byte[] plain = Arrays.copyOfRange(wide, Fuzz.MARGIN, view.payloadOffset() + view.payloadLength());
        plain[0] &= (byte) ~0x20;
        byte[] sent = new byte[data.length + RtxPayload.OVERHEAD];
        int length = RtxPayload.write(view, sent, 0, 97, 4_711, 17);
        RtpPacket received = new RtpPacket();
        assertThat(received.wrap(sent, 0, length)).isTrue();
        assertThat(received.ssrc()).isEqualTo(4_711);

        int restored = RtxPayload.restore(received, view.payloadType(), view.ssrc());

        assertThat(Arrays.copyOfRange(sent, RtxPayload.OVERHEAD, RtxPayload.OVERHEAD + restored))
                .isEqualTo(plain);
        // And what a stranger sends as a retransmission.
        int theirs = RtxPayload.restore(view, 96, 1);
        assertThat(theirs).isBetween(-1, data.length - RtxPayload.OVERHEAD);
        assertThat(wide).endsWith(-1, -1, -1, -1).startsWith(-1, -1, -1, -1);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void redundantSound(byte[] data) {
        byte[] wide = Fuzz.inMargins(data);
        int primary = RedPayload.primaryOffset(wide, Fuzz.MARGIN, data.length);
        if (primary < 0) {
            return;
        }
        assertThat(primary).isBetween(Fuzz.MARGIN + 1, Fuzz.MARGIN + data.length);
        RedPayload.relabel(wide, Fuzz.MARGIN, 111);
        assertThat(RedPayload.primaryOffset(wide, Fuzz.MARGIN, data.length)).isEqualTo(primary);
        assertThat(Arrays.copyOfRange(wide, Fuzz.MARGIN + data.length, wide.length))
                .containsOnly(-1);
    }
}
