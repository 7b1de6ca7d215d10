package live.griot.recording.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.griot.api.id.UserId;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.FrameTap;
import live.griot.api.tap.StreamId;
import live.griot.api.tap.TappedStream.Source;
import live.griot.recording.media.Ffmpeg;
import live.griot.recording.media.TestMedia;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.RecordingState;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredSegment;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.store.TrackName;
import live.griot.recording.timeline.MediaTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recorder makes of what is tapped, with a real store and media of a real encoder. */
class RecorderTest {
    private static final RecordingName NAME = new RecordingName("01RECORDING");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final long SECOND = DrivenTap.SECOND;

    @TempDir
    Path directory;

    private final StoreNews news = new StoreNews();
    private RecordingStore store;
    private Recorder recorder;
    private DrivenTap tap;

    @BeforeEach
    void begin() throws IOException {
        store = RecordingStore.open(directory.resolve("recordings"), news);
        news.begin(NAME, Instant.EPOCH);
        recorder = new Recorder(
                store.begin(NAME, 0), SoundRenditions.NONE, new Recorder.Beginning(0, 0), true, false, 4 * SECOND, 0);
        tap = new DrivenTap(recorder);
        recorder.attach(listener -> tap);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void what_is_shown_is_recorded_and_a_pause_is_not() throws Exception {
        StreamId camera = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        listener().onPicture(camera);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 60, "baseline"), 0);
        recorder.pause(true);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 30, "baseline"), 2 * SECOND);
        recorder.pause(false);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 60, "baseline"), 3 * SECOND);

        StoredTrack programme = finished().contents().track(TrackName.PROGRAMME).orElseThrow();

        assertThat(programme.runs()).hasSize(2);
        assertThat(store.read(NAME).contents().states())
                .extracting(change -> change.state(), change -> change.atMillis())
                .startsWith(tuple(RecordingState.PAUSED, 2_000L), tuple(RecordingState.RECORDING, 3_000L));
        // The frame that comes as the pause begins is not kept; the reports that are missing are waited for.
        assertThat(samples(programme)).isBetween(118L, 121L);
        assertThat(playable(programme, programme.runs().getFirst())).isEmpty();
    }

    @Test
    void another_person_who_is_shown_is_another_run_of_the_same_track() throws Exception {
        StreamId awas = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        StreamId moussas = tap.stream(2, MOUSSA, Source.CAMERA, FrameCodec.VP8);
        listener().onPicture(awas);
        tap.pictures(awas, FrameCodec.H264, TestMedia.h264("320x180", 120, "baseline"), 0);
        listener().onPicture(moussas);
        tap.pictures(moussas, FrameCodec.VP8, TestMedia.vp8("160x90", 120), 4 * SECOND);

        StoredTrack programme = finished().contents().track(TrackName.PROGRAMME).orElseThrow();

        assertThat(programme.runs()).extracting(run -> run.width()).containsExactly(320, 160);
        assertThat(tap.wished).contains(awas);
    }

    @Test
    void who_leaves_and_comes_back_with_another_codec_goes_on_in_the_same_tracks() throws Exception {
        StreamId microphone = tap.stream(1, MOUSSA, Source.MICROPHONE, FrameCodec.OPUS);
        StreamId camera = tap.stream(2, MOUSSA, Source.CAMERA, FrameCodec.H264);
        listener().onPicture(camera);
        tap.sound(microphone, TestMedia.opus(2), 0);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 60, "baseline"), 0);
        listener().onPicture(null);
        listener().onStreamEnd(microphone);
        listener().onStreamEnd(camera);
        listener().onTime(6 * SECOND);
        StreamId otherMicrophone = tap.stream(3, MOUSSA, Source.MICROPHONE, FrameCodec.OPUS);
        StreamId otherCamera = tap.stream(4, MOUSSA, Source.CAMERA, FrameCodec.VP8);
        listener().onPicture(otherCamera);
        tap.sound(otherMicrophone, TestMedia.opus(2), 8 * SECOND);
        tap.pictures(otherCamera, FrameCodec.VP8, TestMedia.vp8("320x180", 60), 8 * SECOND);

        RecordingReader reader = finished();

        StoredTrack programme = reader.contents().track(TrackName.PROGRAMME).orElseThrow();
        assertThat(programme.runs())
                .extracting(StoredRun::codecs)
                .satisfiesExactly(first -> assertThat(first).startsWith("avc1."), second -> assertThat(second)
                        .startsWith("vp08."));
        assertThat(programme.gaps()).hasSize(1);
        assertThat(samples(programme)).isEqualTo(120);
        for (StoredRun run : programme.runs()) {
            assertThat(playable(programme, run)).isEmpty();
        }
        StoredTrack stem =
                reader.contents().track(TrackName.stem(MOUSSA.value())).orElseThrow();
        assertThat(stem.runs()).extracting(run -> run.start() / 48_000).containsExactly(0L, 8L);
    }

    @Test
    void everybodys_own_picture_is_kept_by_itself_also_of_who_is_not_shown_and_ends_when_they_leave() throws Exception {
        StreamId awas = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        StreamId moussas = tap.stream(2, MOUSSA, Source.CAMERA, FrameCodec.H264);
        listener().onPicture(awas);
        listener().onOwnPictures(Set.of(awas));
        tap.pictures(awas, FrameCodec.H264, TestMedia.h264("320x180", 30, "baseline"), 0);
        listener().onOwnPictures(Set.of(awas, moussas));
        tap.pictures(moussas, FrameCodec.H264, TestMedia.h264("160x90", 30, "baseline"), SECOND);
        listener().onOwnPictures(Set.of(awas));
        listener().onTime(2 * SECOND + SECOND / 2);
        tap.pictures(awas, FrameCodec.H264, TestMedia.h264("320x180", 30, "baseline"), 5 * SECOND / 2);

        RecordingReader reader = finished();

        StoredTrack programme = reader.contents().track(TrackName.PROGRAMME).orElseThrow();
        StoredTrack awa =
                reader.contents().track(TrackName.picture(AWA.value())).orElseThrow();
        StoredTrack moussa =
                reader.contents().track(TrackName.picture(MOUSSA.value())).orElseThrow();
        assertThat(programme.runs()).extracting(StoredRun::width).containsOnly(320);
        assertThat(samples(awa)).isEqualTo(samples(programme));
        assertThat(moussa.runs())
                .extracting(StoredRun::width, run -> run.start() / 90_000)
                .containsExactly(tuple(160, 1L));
        assertThat(samples(moussa)).isEqualTo(30);
        assertThat(moussa.endTime()).isBetween(2 * 90_000L - 9_000, 2 * 90_000L + 9_000);
        assertThat(tap.wished).contains(awas, moussas);
        assertThat(playable(moussa, moussa.runs().getFirst())).isEmpty();
    }

    @Test
    void who_comes_when_there_are_as_many_tracks_as_may_be_is_in_the_programme_still() throws Exception {
        List<byte[]> pictures = TestMedia.h264("160x90", 6, "baseline");
        List<byte[]> sound = TestMedia.opus(1).subList(0, 10);
        long at = 0;
        for (int person = 0; person < 70; person++) {
            UserId one = new UserId("01PERSON%02d".formatted(person));
            StreamId microphone = tap.stream(2L * person + 1, one, Source.MICROPHONE, FrameCodec.OPUS);
            StreamId camera = tap.stream(2L * person + 2, one, Source.CAMERA, FrameCodec.H264);
            listener().onPicture(camera);
            listener().onOwnPictures(Set.of(camera));
            tap.pictures(camera, FrameCodec.H264, pictures, at);
            tap.sound(microphone, sound, at);
            listener().onStreamEnd(microphone);
            listener().onStreamEnd(camera);
            at += SECOND;
        }

        RecordingReader reader = finished();

        assertThat(reader.contents().tracks()).hasSize(128);
        assertThat(reader.contents()
                        .track(TrackName.PROGRAMME)
                        .orElseThrow()
                        .runs()
                        .getLast()
                        .start())
                .isGreaterThan(65 * 90_000L);
    }

    @Test
    void a_pause_is_one_of_everybodys_own_picture_too() throws Exception {
        StreamId camera = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        listener().onOwnPictures(Set.of(camera));
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 30, "baseline"), 0);
        recorder.pause(true);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 30, "baseline"), SECOND);
        recorder.pause(false);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 30, "baseline"), 2 * SECOND);

        StoredTrack own =
                finished().contents().track(TrackName.picture(AWA.value())).orElseThrow();

        assertThat(own.runs()).extracting(run -> run.start() / 90_000).containsExactly(0L, 2L);
        assertThat(samples(own)).isBetween(58L, 61L);
    }

    @Test
    void what_is_told_of_it_grows() throws Exception {
        StreamId camera = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        listener().onPicture(camera);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 90, "baseline"), 0);

        RecordingReader reader = finished();

        assertThat(news.progress(NAME)).hasValueSatisfying(progress -> {
            assertThat(progress.bytes()).isEqualTo(reader.contents().bytes());
            assertThat(progress.duration().toMillis()).isBetween(2_900L, 3_100L);
            assertThat(progress.trouble()).isNull();
        });
    }

    @Test
    void what_is_told_is_as_long_as_it_will_play_with_what_is_missing_and_without_a_pause() throws Exception {
        StreamId camera = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        listener().onPicture(camera);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 60, "baseline"), 3 * SECOND);
        recorder.pause(true);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 30, "baseline"), 5 * SECOND);
        recorder.pause(false);
        tap.pictures(camera, FrameCodec.H264, TestMedia.h264("320x180", 60, "baseline"), 8 * SECOND);

        RecordingContents contents = finished().contents();
        Duration played = new MediaTime(Instant.EPOCH, contents.states(), MediaTime.endMicros(contents), true).length();

        assertThat(news.progress(NAME).orElseThrow().duration()).isEqualTo(played);
        assertThat(played.toMillis())
                .as("3 of nothing, 2, and 2 with a bit of each seam")
                .isBetween(6_900L, 9_100L);
    }

    private FrameTap.Listener listener() {
        return recorder;
    }

    private RecordingReader finished() throws Exception {
        recorder.close();
        recorder.closed().get(1, TimeUnit.MINUTES);
        recorder.writer().finish("SESSION_ENDED", 0).get(1, TimeUnit.MINUTES);
        assertThat(store.verify(NAME).faults()).isEmpty();
        return store.read(NAME);
    }

    private static long samples(StoredTrack track) {
        return track.segments().stream()
                .flatMap(segment -> segment.parts().stream())
                .mapToLong(part -> part.samples())
                .sum();
    }

    /** Returns what a decoder complains of in one of the track's runs. */
    private List<String> playable(StoredTrack track, StoredRun run) throws IOException {
        Path file = directory.resolve("run.mp4");
        RecordingReader reader = store.read(NAME);
        try (InputStream init = reader.openInit(run)) {
            Files.write(file, init.readAllBytes());
        }
        for (StoredSegment segment : track.segments()) {
            if (segment.run() == run.number()) {
                try (InputStream bytes = reader.open(track.name(), segment, 0, segment.length())) {
                    Files.write(file, bytes.readAllBytes(), StandardOpenOption.APPEND);
                }
            }
        }
        String complaints = Ffmpeg.complaints(file);
        return complaints.isBlank() ? List.of() : complaints.lines().toList();
    }
}
