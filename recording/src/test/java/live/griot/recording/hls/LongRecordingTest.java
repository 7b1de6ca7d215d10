package live.griot.recording.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import live.griot.recording.playlist.MediaName;
import live.griot.recording.playlist.PlaylistKind;
import live.griot.recording.store.LongIndex;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.TrackName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand segments are read once and listed once, for all who ask. */
class LongRecordingTest {
    private static final RecordingName NAME = new RecordingName("LONG");
    private static final TrackName TRACK = TrackName.mix("opus");
    private static final int SEGMENTS = 100_000;

    @TempDir
    Path directory;

    @Test
    void a_hundred_thousand_segments_are_read_once_and_listed_once() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        try (RecordingStore store = RecordingStore.open(directory, new HlsNews())) {
            LongIndex.write(directory, NAME, SEGMENTS);
            HlsRecordings recordings = new HlsRecordings(
                    name -> {
                        reads.incrementAndGet();
                        return store.read(name);
                    },
                    "epoch",
                    System::nanoTime);

            PlaylistAnswer first = whole(recordings);
            for (int i = 0; i < 100; i++) {
                assertThat(whole(recordings)).isSameAs(first);
                assertThat(recordings.find(NAME).orElseThrow().bytes(TRACK, new MediaName.Segment(99_000, 0, 1, i), 0))
                        .isEmpty();
            }

            assertThat(reads).hasValue(1);
            assertThat(recordings.playlistsWritten()).isEqualTo(1);
            String text = new String(first.bytes(), StandardCharsets.US_ASCII);
            assertThat(text.lines().filter(line -> line.startsWith("#EXTINF:4.000000,")))
                    .hasSize(SEGMENTS);
            assertThat(text).endsWith("#EXT-X-ENDLIST\n");
            assertThat(first.bytes().length).isLessThan(SEGMENTS * 50);
        }
    }

    private static PlaylistAnswer whole(HlsRecordings recordings) {
        Optional<PlaylistAnswer> answer = recordings.find(NAME).orElseThrow().media(TRACK, PlaylistKind.WHOLE);
        return answer.orElseThrow();
    }
}
