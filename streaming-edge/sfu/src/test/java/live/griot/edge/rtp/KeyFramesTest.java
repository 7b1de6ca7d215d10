package live.griot.edge.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What begins a key frame, by RFC 7741 and RFC 6184. */
class KeyFramesTest {
    @ParameterizedTest
    @CsvSource({
        "1000, true, the first packet of a key frame",
        "1001, false, an inter frame",
        "0000, false, a later packet of a key frame",
        "1100, false, another partition",
        "908081ff00, true, a long picture id",
        "90801100, true, a short picture id",
        "90e08100112200, true, every field there is",
        "90, false, a descriptor cut short",
        "9080, false, an extension cut short"
    })
    void vp8(String payload, boolean starts, String what) {
        byte[] bytes = HexFormat.of().parseHex(payload);
        assertThat(startsKeyFrame(new Vp8Payload(), bytes)).as(what).isEqualTo(starts);
    }

    @ParameterizedTest
    @CsvSource({
        "6742, true, a sequence parameter set",
        "6588, true, a whole IDR picture",
        "6188, false, a slice of another picture",
        "780002674200016888, true, an aggregate with a parameter set",
        "78000261880001, false, an aggregate of something else",
        "7c85, true, the first fragment of an IDR picture",
        "7c05, false, a later fragment of one",
        "7c81, false, the first fragment of another",
        "78ffff67, true, an aggregate that says too much still begins with a parameter set"
    })
    void h264(String payload, boolean starts, String what) {
        byte[] bytes = HexFormat.of().parseHex(payload);
        assertThat(startsKeyFrame(new H264Payload(), bytes)).as(what).isEqualTo(starts);
    }

    private static boolean startsKeyFrame(VideoPayload payload, byte[] bytes) {
        return payload.wrap(bytes, 0, bytes.length) && payload.startsKeyFrame();
    }
}
