package live.griot.recording.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import live.griot.api.tap.FrameCodec;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.mp4.ByteSource;
import live.griot.recording.mp4.InitSegment;
import live.griot.recording.mp4.MediaPart;
import live.griot.recording.mp4.PartScanner;
import live.griot.recording.mp4.Sample;
import live.griot.recording.mp4.TrackFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What other programs say of what is written here: media that ffmpeg encodes, recorded, and read by ffmpeg again. */
class RecordedMediaTest {
    private static final int FRAMES = 75;

    @TempDir
    Path directory;

    private record Encoded(FrameCodec codec, String name, String codecs, String size, Supplier<List<byte[]>> frames) {}

    static List<Arguments> pictures() {
        return List.of(
                Arguments.of(new Encoded(
                        FrameCodec.H264,
                        "h264",
                        "avc1.42c00c",
                        "180x134",
                        () -> TestMedia.h264("180x134", FRAMES, "baseline"))),
                Arguments.of(new Encoded(
                        FrameCodec.H264,
                        "h264",
                        "avc1.640032",
                        "1920x1080",
                        () -> TestMedia.h264("1920x1080", 10, "high -level:v 5.0 -x264-params 8x8dct=1"))),
                Arguments.of(new Encoded(
                        FrameCodec.VP8, "vp8", "vp08.00.20.08", "320x240", () -> TestMedia.vp8("320x240", FRAMES))),
                Arguments.of(new Encoded(
                        FrameCodec.VP9, "vp9", "vp09.00.20.08", "320x240", () -> TestMedia.vp9("320x240", FRAMES))),
                Arguments.of(new Encoded(
                        FrameCodec.AV1, "av1", "av01.0.00M.08", "320x240", () -> TestMedia.av1("320x240", FRAMES))));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void every_picture_is_there_and_nobody_complains(Encoded encoded) {
        List<byte[]> frames = encoded.frames.get();

        RecordedTrack recorded = Feed.video(encoded.codec, frames);

        Path file = recorded.file(0, directory);
        String[] size = encoded.size.split("x", -1);
        assertThat(recorded.runs()).hasSize(1);
        assertThat(recorded.runs().getFirst().format().codecs()).isEqualTo(encoded.codecs);
        assertThat(recorded.drops()).isEmpty();
        assertThat(Ffmpeg.complaints(file)).isEmpty();
        assertThat(Ffmpeg.probe(file, "stream=codec_name,width,height,nb_read_frames,nb_read_packets"))
                .containsExactly(
                        "%s,%s,%s,%d,%d".formatted(encoded.name, size[0], size[1], frames.size(), frames.size()));
        assertThat(Ffmpeg.probe(file, "packet=flags").stream().filter(flags -> flags.startsWith("K")))
                .hasSize((frames.size() + TestMedia.RATE - 1) / TestMedia.RATE);
        assertThat(recorded.end()).isEqualTo(frames.size() * 90_000L / TestMedia.RATE);
    }

    @Test
    void another_size_and_another_codec_begin_files_that_go_on_in_time() {
        long twentyHours = TimeUnit.HOURS.toNanos(20);
        RecordedTrack recorded = new RecordedTrack();
        Feed.Pictures feed = new Feed.Pictures(recorded, twentyHours);
        feed.feed(FrameCodec.H264, TestMedia.h264("320x240", 30, "baseline"));
        feed.feed(FrameCodec.H264, TestMedia.h264("640x480", 30, "baseline"));
        feed.feed(FrameCodec.VP8, TestMedia.vp8("320x240", 30));
        feed.end();

        assertThat(recorded.runs()).hasSize(3);
        for (int run = 0; run < 3; run++) {
            Path file = recorded.file(run, directory);
            assertThat(Ffmpeg.complaints(file)).isEmpty();
            assertThat(Ffmpeg.probe(file, "stream=nb_read_frames")).containsExactly("30");
            assertThat(Ffmpeg.probe(file, "packet=pts").getFirst())
                    .isEqualTo(String.valueOf((20 * 3_600L + run) * 90_000));
        }
        assertThat(recorded.end()).isEqualTo((20 * 3_600 + 3) * 90_000L);
    }

    @Test
    void every_packet_of_opus_is_there_at_its_time() {
        List<byte[]> packets = TestMedia.opus(3);

        RecordedTrack recorded = Feed.audio(packets);

        Path file = recorded.file(0, directory);
        List<String> times = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            times.add(String.valueOf(i * 960));
        }
        assertThat(Ffmpeg.complaints(file)).isEmpty();
        assertThat(Ffmpeg.probe(file, "stream=codec_name,sample_rate,channels,nb_read_frames"))
                .containsExactly("opus,48000,2,%d".formatted(packets.size()));
        assertThat(Ffmpeg.probe(file, "packet=pts")).isEqualTo(times);
    }

    @Test
    void silence_is_what_a_decoder_takes_for_it() {
        List<byte[]> packets = TestMedia.opus(1);
        List<byte[]> heard = new ArrayList<>(packets.subList(0, 25));
        for (int i = 0; i < 25; i++) {
            heard.add(new byte[] {(byte) 0xF8});
        }

        RecordedTrack recorded = Feed.audio(heard);

        Path file = recorded.file(0, directory);
        assertThat(recorded.end()).isEqualTo(50 * 960);
        assertThat(Ffmpeg.complaints(file)).isEmpty();
        byte[] sound = Ffmpeg.encode("-i", file.toString(), "-ss", "0.7", "-f", "s16le");
        assertThat(sound).hasSizeGreaterThan(48_000).containsOnly(0);
    }

    @Test
    void every_frame_of_aac_is_there() {
        List<byte[]> frames = TestMedia.aac(2);
        TrackFormat format = AudioFormats.aac(48_000, 2);
        List<Sample> samples =
                frames.stream().map(frame -> new Sample(frame, 1_024, true)).toList();

        byte[] part = MediaPart.of(format, 1, 480_000, samples);

        Path file = RecordedTrack.write(join(InitSegment.of(format), part), directory.resolve("aac.mp4"));
        assertThat(Ffmpeg.complaints(file)).isEmpty();
        assertThat(Ffmpeg.probe(file, "stream=codec_name,profile,sample_rate,channels,start_time,nb_read_frames"))
                .containsExactly("aac,LC,48000,2,10.000000,%d".formatted(frames.size()));
    }

    @Test
    void a_file_that_was_cut_off_anywhere_plays_up_to_its_last_whole_part() throws IOException {
        RecordedTrack recorded = Feed.video(FrameCodec.H264, TestMedia.h264("320x240", FRAMES, "baseline"));
        byte[] whole = recorded.bytes(0);
        long init = InitSegment.of(recorded.runs().getFirst().format()).length;
        List<Long> ends = new ArrayList<>(List.of(init));
        recorded.parts().forEach(part -> ends.add(ends.getLast() + part.bytes().length));
        List<Integer> cuts = new ArrayList<>(
                new Random(16).ints(400, 0, whole.length + 1).boxed().toList());
        ends.forEach(end -> cuts.addAll(List.of((int) (end - 1), end.intValue())));

        for (int cut : cuts) {
            PartScanner.Scan found = PartScanner.scan(ByteSource.of(Arrays.copyOf(whole, cut)));
            long expected = ends.stream().filter(end -> end <= cut).reduce(0L, Math::max);
            assertThat(found.wholeEnd()).isEqualTo(expected);
            assertThat(found.isWhole()).isEqualTo(expected == cut);
            assertThat(found.parts()).hasSize(Math.max(0, ends.indexOf(expected)));
        }

        int frames = 0;
        for (int i = 0; i < recorded.parts().size(); i++) {
            RecordedPart part = recorded.parts().get(i);
            frames += part.samples();
            Path file = RecordedTrack.write(
                    Arrays.copyOf(whole, ends.get(i + 1).intValue()), directory.resolve("cut-%d.mp4".formatted(i)));
            assertThat(Ffmpeg.complaints(file)).isEmpty();
            assertThat(Ffmpeg.probe(file, "stream=nb_read_frames")).containsExactly(String.valueOf(frames));
        }
    }

    @Test
    void what_is_found_in_a_part_is_what_was_written() throws IOException {
        RecordedTrack recorded = Feed.video(FrameCodec.VP8, TestMedia.vp8("160x120", FRAMES));

        PartScanner.Scan found = PartScanner.scan(ByteSource.of(recorded.bytes(0)));

        assertThat(found.isWhole()).isTrue();
        assertThat(found.parts()).hasSameSizeAs(recorded.parts());
        for (int i = 0; i < found.parts().size(); i++) {
            RecordedPart part = recorded.parts().get(i);
            assertThat(found.parts().get(i))
                    .returns(part.start(), seen -> seen.decodeTime())
                    .returns(part.duration(), seen -> seen.duration())
                    .returns(part.samples(), seen -> seen.samples())
                    .returns(part.independent(), seen -> seen.startsWithKeyFrame())
                    .returns(i + 1L, seen -> seen.sequenceNumber())
                    .returns((long) part.bytes().length, seen -> seen.end() - seen.start());
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
