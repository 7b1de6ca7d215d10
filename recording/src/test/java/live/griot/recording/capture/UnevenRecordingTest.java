package live.griot.recording.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.api.id.UserId;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.StreamId;
import live.griot.api.tap.TappedStream.Source;
import live.griot.recording.export.MovieExport;
import live.griot.recording.media.Ffmpeg;
import live.griot.recording.media.TestMedia;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.store.TrackName;
import live.griot.recording.timeline.MediaTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of those who send only a picture, only sound, for a moment, or not all the time: all of it is kept, and plays. */
class UnevenRecordingTest {
    private static final RecordingName NAME = new RecordingName("01UNEVEN");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final long SECOND = DrivenTap.SECOND;
    private static final long BEGAN = 1_764_412_200_000L;
    private static final int RATE = TestMedia.RATE;

    @TempDir
    Path directory;

    private RecordingStore store;
    private Recorder recorder;
    private DrivenTap tap;

    @BeforeEach
    void begin() throws IOException {
        store = RecordingStore.open(directory.resolve("recordings"), new StoreNews());
        recorder = new Recorder(
                store.begin(NAME, BEGAN),
                SoundRenditions.NONE,
                new Recorder.Beginning(BEGAN, 0),
                false,
                false,
                4 * SECOND,
                0);
        tap = new DrivenTap(recorder);
        recorder.attach(listener -> tap);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void a_picture_without_sound() throws Exception {
        StreamId camera = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        recorder.onPicture(camera);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 3 * RATE, "baseline"), 0);

        RecordingReader reader = finished();

        assertThat(tracks(reader)).containsExactly(TrackName.PROGRAMME);
        assertThat(played(reader)).isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_100));
    }

    @Test
    void sound_without_a_picture() throws Exception {
        StreamId microphone = tap.stream(2, AWA, Source.MICROPHONE, FrameCodec.OPUS);
        tap.sound(microphone, TestMedia.opus(3), 0);

        RecordingReader reader = finished();

        assertThat(tracks(reader)).containsExactly(TrackName.mix("opus"));
        assertThat(played(reader)).isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_200));
    }

    @Test
    void a_camera_that_is_off_for_a_while() throws Exception {
        StreamId microphone = tap.stream(2, AWA, Source.MICROPHONE, FrameCodec.OPUS);
        StreamId first = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        recorder.onPicture(first);
        List<byte[]> tone = TestMedia.opus(8);
        tap.pictures(first, FrameCodec.H264, TestMedia.h264("320x180", 2 * RATE, "baseline"), 0);
        tap.sound(microphone, tone.subList(0, 100), 0);
        recorder.onPicture(null);
        recorder.onStreamEnd(first);
        tap.sound(microphone, tone.subList(100, 300), 2 * SECOND);
        StreamId second = tap.stream(3, AWA, Source.CAMERA, FrameCodec.H264);
        recorder.onPicture(second);
        tap.pictures(second, FrameCodec.H264, TestMedia.h264("320x180", 2 * RATE, "baseline"), 6 * SECOND);
        tap.sound(microphone, tone.subList(300, 400), 6 * SECOND);

        RecordingReader reader = finished();

        StoredTrack programme = reader.contents().track(TrackName.PROGRAMME).orElseThrow();
        assertThat(programme.gaps()).hasSize(1).first().satisfies(gap -> {
            assertThat(gap.start()).isBetween(90_000L * 2, 90_000L * 5);
            assertThat(gap.end()).isBetween(90_000L * 59 / 10, 90_000L * 61 / 10);
        });
        assertThat(played(reader)).isBetween(Duration.ofMillis(7_900), Duration.ofMillis(8_300));
    }

    @Test
    void a_programme_that_switches_ten_times_a_minute() throws Exception {
        StreamId microphone = tap.stream(9, AWA, Source.MICROPHONE, FrameCodec.OPUS);
        List<StreamId> cameras = List.of(
                tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264),
                tap.stream(2, MOUSSA, Source.CAMERA, FrameCodec.H264));
        List<List<byte[]>> pictures = List.of(
                TestMedia.h264("320x180", 6 * RATE, "baseline"), TestMedia.h264("160x90", 6 * RATE, "baseline"));
        tap.sound(microphone, TestMedia.opus(60), 0);
        for (int turn = 0; turn < 10; turn++) {
            int who = turn % 2;
            recorder.onPicture(cameras.get(who));
            tap.pictures(cameras.get(who), FrameCodec.H264, pictures.get(who), turn * 6L * SECOND);
        }

        RecordingReader reader = finished();

        StoredTrack programme = reader.contents().track(TrackName.PROGRAMME).orElseThrow();
        assertThat(programme.runs())
                .extracting(StoredRun::width)
                .containsExactly(320, 160, 320, 160, 320, 160, 320, 160, 320, 160);
        assertThat(programme.gaps()).isEmpty();
        assertThat(parts(programme).mapToInt(StoredPart::samples).sum()).isEqualTo(60 * RATE);
        assertThat(ends(programme)).as("no hole, and nothing twice").isEqualTo(starts(programme));
        assertThat(played(reader)).isBetween(Duration.ofMillis(59_900), Duration.ofMillis(60_200));
    }

    @Test
    void a_screen_that_is_shared_for_a_while() throws Exception {
        StreamId camera = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        recorder.onPicture(camera);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 2 * RATE, "baseline"), 0);
        StreamId screen = tap.stream(2, AWA, Source.SCREEN, FrameCodec.H264);
        recorder.onPicture(screen);
        assertThat(tap.wished).doesNotContain(screen);
        List<byte[]> shared = TestMedia.h264("640x360", 3 * RATE, "baseline");
        // The screen comes without the key frame that a decoder begins with: what was shown stands, and one is asked
        // for.
        tap.pictures(screen, FrameCodec.H264, shared.subList(RATE / 2, RATE), 2 * SECOND);
        assertThat(tap.wished).contains(screen);
        tap.pictures(screen, FrameCodec.H264, shared.subList(RATE, 3 * RATE), 2 * SECOND + SECOND / 2);
        recorder.onPicture(camera);
        recorder.onStreamEnd(screen);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 2 * RATE, "baseline"), 9 * SECOND / 2);

        RecordingReader reader = finished();

        StoredTrack programme = reader.contents().track(TrackName.PROGRAMME).orElseThrow();
        assertThat(programme.runs()).extracting(StoredRun::width).containsExactly(320, 640, 320);
        assertThat(programme.gaps()).isEmpty();
        assertThat(ends(programme)).isEqualTo(starts(programme));
        assertThat(played(reader)).isBetween(Duration.ofMillis(6_400), Duration.ofMillis(6_600));
    }

    @Test
    void a_live_of_one_second() throws Exception {
        StreamId camera = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        StreamId microphone = tap.stream(2, AWA, Source.MICROPHONE, FrameCodec.OPUS);
        recorder.onPicture(camera);
        tap.sound(microphone, TestMedia.opus(1), 0);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", RATE, "baseline"), 0);

        RecordingReader reader = finished();

        assertThat(tracks(reader)).containsExactlyInAnyOrder(TrackName.PROGRAMME, TrackName.mix("opus"));
        assertThat(played(reader)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_300));
    }

    @Test
    void nothing_at_all() throws Exception {
        recorder.onTime(SECOND);
        recorder.close();
        recorder.closed().get(1, TimeUnit.MINUTES);
        recorder.writer().finish("SESSION_ENDED", BEGAN + 10_000).get(1, TimeUnit.MINUTES);

        assertThat(store.verify(NAME).faults()).isEmpty();
        assertThat(played(store.read(NAME))).isZero();
    }

    /** Ends it, and has it decoded from its beginning to its end. */
    private RecordingReader finished() throws Exception {
        recorder.close();
        recorder.closed().get(1, TimeUnit.MINUTES);
        recorder.writer().finish("SESSION_ENDED", BEGAN + 10_000).get(1, TimeUnit.MINUTES);
        assertThat(store.verify(NAME).faults()).isEmpty();
        RecordingReader reader = store.read(NAME);
        Path file = directory.resolve("whole.mp4");
        try (OutputStream to = Files.newOutputStream(file)) {
            MovieExport.write(reader, to);
        }
        assertThat(Ffmpeg.complaints(file)).isEmpty();
        return reader;
    }

    private static Stream<StoredPart> parts(StoredTrack track) {
        return track.segments().stream().flatMap(segment -> segment.parts().stream());
    }

    /** Returns when each part begins, but the first. */
    private static List<Long> starts(StoredTrack track) {
        return parts(track).skip(1).map(StoredPart::start).toList();
    }

    /** Returns when each part ends, but the last. */
    private static List<Long> ends(StoredTrack track) {
        List<Long> all =
                parts(track).map(part -> part.start() + part.duration()).toList();
        return all.subList(0, all.size() - 1);
    }

    private static Set<TrackName> tracks(RecordingReader reader) {
        return reader.contents().tracks().stream().map(StoredTrack::name).collect(Collectors.toSet());
    }

    private static Duration played(RecordingReader reader) {
        return MediaTime.of(reader.contents()).map(MediaTime::length).orElse(Duration.ZERO);
    }
}
