package live.griot.edge.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.KeyFrame;
import live.griot.fuzz.Fuzz;

/** Key frames as payloads of packets, each after its length: put together, decoded and made small. */
class KeyFrameFuzzTest {
    @FuzzTest(maxDuration = Fuzz.EACH)
    void vp8(byte[] data) {
        picture(Codec.VP8, data);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void h264(byte[] data) {
        picture(Codec.H264, data);
    }

    private static void picture(Codec codec, byte[] data) {
        List<KeyFrame.Payload> payloads = Fuzz.pieces(data).stream()
                .map(piece -> new KeyFrame.Payload(Fuzz.inMargins(piece), Fuzz.MARGIN, piece.length))
                .toList();
        try {
            assertThat(StillPicture.of(new KeyFrame(codec, payloads))).hasSizeBetween(1, Thumbnail.MAX_BYTES);
        } catch (BadFrame refused) {
            assertThat(refused).message().isNotBlank();
        }
    }
}
