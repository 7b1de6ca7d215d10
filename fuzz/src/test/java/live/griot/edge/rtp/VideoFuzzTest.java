package live.griot.edge.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Objects;
import live.griot.fuzz.Fuzz;

/** The payload descriptors of each codec, H.264's picture size, and the dependency descriptor of AV1 (one reader reads many). */
class VideoFuzzTest {
    @FuzzTest(maxDuration = Fuzz.EACH)
    void vp8(byte[] data) {
        payload(Codec.VP8, data);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void vp9(byte[] data) {
        payload(Codec.VP9, data);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void h264(byte[] data) {
        payload(Codec.H264, data);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void av1(byte[] data) {
        payload(Codec.AV1, data);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void h264Dimensions(byte[] data) {
        H264Dimensions read = H264Dimensions.read(Fuzz.inMargins(data), Fuzz.MARGIN, data.length);
        if (read != null) {
            assertThat(read.width()).isPositive();
            assertThat(read.height()).isPositive();
        }
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void dependencyDescriptor(byte[] data) {
        DependencyDescriptorReader reader = new DependencyDescriptorReader();
        for (byte[] descriptor : Fuzz.pieces(data)) {
            if (reader.read(Fuzz.inMargins(descriptor), Fuzz.MARGIN, descriptor.length)) {
                if (reader.frame() != null || reader.bringsStructure()) {
                    assertThat(reader.structure()).isNotNull();
                }
                assertThat(reader.frameNumber()).isBetween(0, 0xFFFF);
                assertThat(reader.templateId()).isBetween(0, 63);
                reader.activeTargets();
                reader.startsFrame();
                reader.endsFrame();
            }
        }
    }

    private static void payload(Codec codec, byte[] data) {
        VideoPayload payload = Objects.requireNonNull(VideoPayload.of(codec));
        boolean sound = payload.wrap(Fuzz.inMargins(data), Fuzz.MARGIN, data.length);
        int end = Fuzz.MARGIN + data.length;
        assertThat(payload.width()).isNotNegative();
        assertThat(payload.height()).isNotNegative();
        assertThat(payload.pictureIdOffset()).isLessThan(end);
        assertThat(payload.tl0Offset()).isLessThan(end);
        if (payload.pictureIdBits() > 8) {
            assertThat(payload.pictureIdOffset()).isLessThan(end - 1);
        }
        if (!sound) {
            assertThat(payload.startsKeyFrame()).isFalse();
        } else if (payload instanceof Vp8Payload vp8) {
            assertThat(vp8.descriptorLength()).isBetween(1, data.length);
        }
    }
}
