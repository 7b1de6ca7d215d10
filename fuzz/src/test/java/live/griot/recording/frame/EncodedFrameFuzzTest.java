package live.griot.recording.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import live.griot.api.tap.FrameCodec;
import live.griot.fuzz.Fuzz;
import live.griot.recording.codec.SequenceParameterSet;
import live.griot.recording.frame.FrameReader.ReadFrame;
import live.griot.recording.mp4.InitSegment;
import live.griot.recording.mp4.TrackFormat;

/** Frames of one stream as a recording reads them, each after its length. */
class EncodedFrameFuzzTest {
    @FuzzTest(maxDuration = Fuzz.EACH)
    void h264(byte[] data) {
        read(FrameCodec.H264, data);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void vp9(byte[] data) {
        read(FrameCodec.VP9, data);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void av1(byte[] data) {
        read(FrameCodec.AV1, data);
    }

    private static void read(FrameCodec codec, byte[] data) {
        FrameReader reader = FrameReader.of(codec);
        for (byte[] frame : Fuzz.pieces(data)) {
            ReadFrame read = reader.read(frame);
            TrackFormat format = read == null ? null : read.format();
            if (format != null) {
                assertThat(format.width()).isBetween(1, SequenceParameterSet.MAX_SIDE);
                assertThat(format.height()).isBetween(1, SequenceParameterSet.MAX_SIDE);
                assertThat(InitSegment.of(format)).isNotEmpty();
            }
        }
    }
}
