package live.griot.recording.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.api.tap.FrameCodec;
import live.griot.recording.hls.HlsNews;
import live.griot.recording.media.Feed;
import live.griot.recording.media.Ffmpeg;
import live.griot.recording.media.StoredFeed;
import live.griot.recording.media.TestMedia;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingState;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.StateChange;
import live.griot.recording.store.TrackName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording is one file that players elsewhere play, with all that was recorded and without its pauses. */
class MovieExportTest {
    private static final RecordingName NAME = new RecordingName("EXPORTED");
    private static final long BEGAN = 1_764_412_200_000L;
    private static final int SECOND = TestMedia.RATE;

    @TempDir
    Path directory;

    @Test
    void two_sizes_a_pause_and_sound_are_one_file() throws Exception {
        try (RecordingStore store = RecordingStore.open(directory.resolve("recordings"), new HlsNews())) {
            RecordingWriter writer = store.begin(NAME, BEGAN);
            Feed.Pictures pictures = new Feed.Pictures(new StoredFeed(writer.track(TrackName.PROGRAMME)), 0);
            pictures.feed(FrameCodec.H264, TestMedia.h264("640x360", 2 * SECOND, "baseline"));
            pictures.feed(FrameCodec.H264, TestMedia.h264("320x180", 2 * SECOND, "main"));
            pictures.pause(60 * SECOND);
            pictures.feed(FrameCodec.H264, TestMedia.h264("640x360", 2 * SECOND, "baseline"));
            pictures.end();
            List<byte[]> tone = TestMedia.opus(4).subList(0, 4 * 50);
            StoredFeed sound = new StoredFeed(writer.track(TrackName.mix("opus")));
            Feed.audio(sound, 0, tone);
            writer.become(new StateChange(RecordingState.PAUSED, "PAUSED", BEGAN + 4_000));
            writer.become(new StateChange(RecordingState.RECORDING, "RESUMED", BEGAN + 64_000));
            writer.finish("STOPPED", BEGAN + 66_000).get(20, TimeUnit.SECONDS);

            Path file = export(store);

            assertThat(Ffmpeg.complaints(file)).isEmpty();
            assertThat(Ffmpeg.probe(file.toUri(), "v:0", "stream=codec_name,nb_read_frames"))
                    .containsExactly("h264," + 6 * SECOND);
            assertThat(Ffmpeg.probe(file.toUri(), "a:0", "stream=codec_name,nb_read_packets"))
                    .containsExactly("opus,200");
            List<Double> times = Ffmpeg.probe(file.toUri(), "v:0", "packet=pts_time").stream()
                    .map(line -> Double.valueOf(line.replaceAll(",.*", "")))
                    .toList();
            assertThat(times).isSorted().hasSize(6 * SECOND).last().satisfies(last -> assertThat(last)
                    .isBetween(5.9, 6.0));
            assertThat(new HashSet<>(Ffmpeg.probe(file.toUri(), "v:0", "frame=width")))
                    .contains("640", "320");
        }
    }

    @Test
    void a_recording_of_nothing_makes_no_file() throws Exception {
        try (RecordingStore store = RecordingStore.open(directory.resolve("recordings"), new HlsNews())) {
            store.begin(NAME, BEGAN).finish("STOPPED", BEGAN + 1).get(20, TimeUnit.SECONDS);

            assertThatThrownBy(() -> MovieExport.write(store.read(NAME), OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("The recording has no picture and no sound");
        }
    }

    private Path export(RecordingStore store) throws IOException {
        Path file = directory.resolve("movie.mp4");
        try (OutputStream to = Files.newOutputStream(file)) {
            assertThat(MovieExport.write(store.read(NAME), to)).isGreaterThan(15);
        }
        return file;
    }
}
