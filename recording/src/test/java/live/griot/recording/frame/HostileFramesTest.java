package live.griot.recording.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.SenderReport;
import live.griot.api.tap.StreamId;
import live.griot.recording.codec.SequenceParameterSet;
import live.griot.recording.media.RecordedTrack;
import live.griot.recording.media.TestMedia;
import live.griot.recording.mp4.ByteSource;
import live.griot.recording.mp4.PartScanner;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever a stranger calls a frame: it is recorded or left out, and what is recorded stays whole. */
class HostileFramesTest {
    private static Map<FrameCodec, List<byte[]>> sound = Map.of();

    @BeforeContainer
    static void encode() {
        sound = Map.of(
                FrameCodec.H264, TestMedia.h264("64x48", 4, "high"),
                FrameCodec.VP8, TestMedia.vp8("64x48", 4),
                FrameCodec.VP9, TestMedia.vp9("64x48", 4),
                FrameCodec.AV1, TestMedia.av1("64x48", 4),
                FrameCodec.OPUS, TestMedia.opus(1));
    }

    @Property(tries = 1_000)
    void any_bytes_are_read_or_not(@ForAll FrameCodec codec, @ForAll @Size(max = 60) byte[] bytes) {
        check(FrameReader.of(codec).read(bytes));
    }

    @Property(tries = 3_000)
    void frames_that_were_changed_anywhere_are_read_or_not(@ForAll FrameCodec codec, @ForAll long seed) {
        Random random = new Random(seed);
        FrameReader reader = FrameReader.of(codec);
        for (byte[] frame : framesOf(codec)) {
            check(reader.read(changed(frame, random)));
        }
    }

    @Property(tries = 300)
    void what_is_recorded_of_them_is_whole(@ForAll FrameCodec codec, @ForAll long seed) throws Exception {
        Random random = new Random(seed);
        RecordedTrack recorded = new RecordedTrack();
        RecordingClock clock = new RecordingClock(0);
        VideoTrack video = new VideoTrack(clock, recorded, 1_000_000_000);
        AudioTrack audio = new AudioTrack(clock, recorded);
        StreamId stream = new StreamId(1, 1);
        video.select(stream);
        audio.select(stream);
        long now = 0;
        for (int i = 0; i < 100; i++) {
            now += random.nextLong(1L << random.nextInt(20, 32));
            clock.onSenderReport(new SenderReport(stream, random.nextLong(), random.nextInt(), now));
            List<byte[]> frames = framesOf(codec);
            byte[] bytes = frames.get(random.nextInt(frames.size()));
            byte[] some = random.nextBoolean() ? bytes : changed(bytes, random);
            long first = Math.max(0, i - random.nextInt(3));
            EncodedFrame frame =
                    new EncodedFrame(stream, codec, first, first + random.nextInt(2), random.nextInt(), some, now);
            if (codec.isVideo()) {
                video.onFrame(frame);
                video.onTime(now);
            } else {
                audio.onFrame(frame);
                audio.onTime(now);
            }
        }
        video.end(now);
        audio.end(now);
        // At most the moment by which a sender may run ahead, and a packet or the last picture.
        assertThat(recorded.end() / (codec.isVideo() ? 90 : 48)).isLessThan(now / 1_000_000 + 2_500);
        for (int run = 0; run < recorded.runs().size(); run++) {
            assertThat(PartScanner.scan(ByteSource.of(recorded.bytes(run))).isWhole())
                    .isTrue();
        }
    }

    private static List<byte[]> framesOf(FrameCodec codec) {
        return Objects.requireNonNull(sound.get(codec));
    }

    private static byte[] changed(byte[] frame, Random random) {
        byte[] changed = Arrays.copyOf(frame, random.nextInt(8) == 0 ? random.nextInt(frame.length + 1) : frame.length);
        for (int i = random.nextInt(6); i > 0 && changed.length > 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? changed.length : Math.min(40, changed.length));
            changed[at] = (byte) random.nextInt();
        }
        return changed;
    }

    private static void check(FrameReader.@Nullable ReadFrame read) {
        if (read != null && read.keyFrame()) {
            assertThat(read.format()).isNotNull();
            assertThat(read.format().width()).isBetween(0, SequenceParameterSet.MAX_SIDE);
            assertThat(read.format().height()).isBetween(0, SequenceParameterSet.MAX_SIDE);
            assertThat(read.bytes()).isNotEmpty();
        }
    }
}
