package live.griot.recording.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.model.StartTimeOffset;
import io.lindstrom.m3u8.model.Variant;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import live.griot.recording.media.EvenSound;
import live.griot.recording.media.Ffmpeg;
import live.griot.recording.playlist.ClipRange;
import live.griot.recording.store.RecordingName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clip's playlists list of a recording. */
class HlsClipTest {
    @TempDir
    static Path directory;

    static HlsServer server;
    static RecordingName whole;

    /** 4 s small, 4 s large, a pause, and 4 s small again; sound all the while. */
    @BeforeAll
    static void start() throws Exception {
        server = HlsServer.of(directory);
        HlsRecording recording = HlsRecording.begin(server, "CUT")
                .pause(8, 404)
                .pictures(0, 120, "320x240", "640x480", HlsRecording.PAUSE, "320x240");
        EvenSound sound = recording.silence();
        sound.append(16);
        sound.begin(404 * 48_000);
        sound.append(8);
        whole = recording.finish();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static void mark(String clip, double from, double to) {
        server.clips.put(clip, new ClipRange(Math.round(from * 1_000_000), Math.round(to * 1_000_000)));
    }

    private static URI address(RecordingName name, String clip) {
        return server.address(name, "clip-%s.m3u8".formatted(clip));
    }

    private static MediaPlaylist track(RecordingName name, String track, String clip) throws Exception {
        return new MediaPlaylistParser()
                .readPlaylist(server.text(server.address(name, "%s/clip-%s.m3u8".formatted(track, clip))));
    }

    private static double length(MediaPlaylist playlist) {
        return playlist.mediaSegments().stream()
                .mapToDouble(MediaSegment::duration)
                .sum();
    }

    private static double start(MediaPlaylist playlist) {
        return playlist.startTimeOffset().map(StartTimeOffset::timeOffset).orElseThrow();
    }

    @Test
    void it_begins_with_the_key_frame_before_and_says_where_and_ends_with_the_part_that_holds_its_end()
            throws Exception {
        mark("MIDDLE", 2.7, 6.2);

        for (String track : List.of("p", "m-opus")) {
            MediaPlaylist playlist = track(whole, track, "MIDDLE");
            assertThat(playlist.ongoing()).isFalse();
            assertThat(start(playlist)).isEqualTo(0.7, within(0.001));
            assertThat(length(playlist)).as(track).isEqualTo(4.5, within(0.001));
            assertThat(playlist.mediaSegments()
                            .getFirst()
                            .programDateTime()
                            .orElseThrow()
                            .toInstant()
                            .toEpochMilli())
                    .isEqualTo(HlsRecording.BEGAN + 2_000);
        }
        assertThat(new MasterPlaylistParser()
                        .readPlaylist(server.text(address(whole, "MIDDLE")))
                        .variants())
                .extracting(Variant::uri)
                .containsExactly("p/clip-MIDDLE.m3u8");
        assertThat(Ffmpeg.probe(server.address(whole, "p/clip-MIDDLE.m3u8"), "v:0", "stream=nb_read_frames"))
                .contains("135");
        assertThat(Ffmpeg.probe(server.address(whole, "m-opus/clip-MIDDLE.m3u8"), "a:0", "stream=nb_read_packets"))
                .contains("225");
    }

    @Test
    void segments_that_are_in_it_whole_have_the_addresses_that_a_cache_has_already() throws Exception {
        mark("LONG", 3.1, 9.9);

        List<String> all = HlsServer.addresses(server.text(server.address(whole, "p/main.m3u8")));
        List<String> cut = HlsServer.addresses(server.text(server.address(whole, "p/clip-LONG.m3u8")));

        assertThat(cut).hasSize(3).doesNotContain(all.getFirst());
        assertThat(cut.get(1)).isEqualTo(all.get(1));
    }

    @Test
    void across_a_pause_it_is_cut_where_the_recording_is() throws Exception {
        mark("SEAM", 7.2, 10.4);

        for (String track : List.of("p", "m-opus")) {
            MediaPlaylist playlist = track(whole, track, "SEAM");
            assertThat(playlist.mediaSegments())
                    .extracting(MediaSegment::discontinuity)
                    .containsExactly(false, true);
            assertThat(length(playlist)).as(track).isEqualTo(3.5, within(0.001));
            assertThat(playlist.mediaSegments()
                            .getLast()
                            .programDateTime()
                            .orElseThrow()
                            .toInstant()
                            .toEpochMilli())
                    .isEqualTo(HlsRecording.BEGAN + 404_000);
        }
    }

    @Test
    void it_begins_earlier_where_the_sound_is_not_there_with_the_key_frame_and_silence_stands_for_what_is_missing()
            throws Exception {
        RecordingName name = HlsRecording.begin(server, "APART")
                .pictures(0, 150, "320x240")
                .tone(0.3, 4)
                .finish();
        mark("EARLIER", 2.2, 3.4);

        MediaPlaylist picture = track(name, "p", "EARLIER");
        MediaPlaylist sound = track(name, "m-opus", "EARLIER");

        assertThat(start(picture)).isEqualTo(1.2, within(0.001));
        assertThat(length(picture)).isEqualTo(2.5, within(0.001));
        assertThat(start(sound)).isEqualTo(1.2, within(0.001));
        assertThat(sound.mediaSegments().getFirst().uri()).isEqualTo("blank-1000000-1300000.m4s");
        assertThat(length(sound)).isEqualTo(2.8, within(0.001));
    }

    @Test
    void what_has_no_picture_and_what_has_nothing_at_its_end_is_cut_too() throws Exception {
        RecordingName sound = HlsRecording.begin(server, "VOICE").tone(0, 5).finish();
        RecordingName mute = HlsRecording.begin(server, "MUTE")
                .pictures(0, 180, "320x240")
                .tone(0, 4)
                .finish();
        mark("VOICES", 1.7, 3.1);
        mark("MUTED", 4.5, 5.7);

        assertThat(length(track(sound, "m-opus", "VOICES"))).isEqualTo(2, within(0.001));
        assertThat(start(track(sound, "m-opus", "VOICES"))).isEqualTo(0.2, within(0.001));
        assertThat(length(track(mute, "m-opus", "MUTED"))).isEqualTo(1.7, within(0.3));
        assertThat(track(mute, "m-opus", "MUTED").mediaSegments())
                .allSatisfy(segment -> assertThat(segment.uri()).startsWith("blank-"));
        assertThat(Ffmpeg.complaints(address(sound, "VOICES"))).isEmpty();
    }

    @Test
    void one_that_was_removed_and_one_of_a_recording_that_one_may_not_play_are_not_there() throws Exception {
        RecordingName name = HlsRecording.begin(server, "SECRET").tone(0, 2).finish();
        mark("GONE", 0, 1);
        URI playlist = server.address(name, "m-opus/clip-GONE.m3u8");
        assertThat(server.get(address(name, "GONE")).statusCode()).isEqualTo(200);
        assertThat(server.get(playlist).headers().firstValue("Cache-Control")).contains("max-age=60, public");

        server.restrict(name, 3);
        assertThat(server.get(address(name, "GONE")).statusCode()).isEqualTo(404);
        assertThat(server.get(playlist).statusCode()).isEqualTo(404);

        server.allow(name);
        server.clips.remove("GONE");
        assertThat(server.get(address(name, "GONE")).statusCode()).isEqualTo(404);
        assertThat(server.get(playlist).statusCode()).isEqualTo(404);
        for (String hostile :
                List.of("clip-.m3u8", "clip-gone.m3u8", "clip-%2e%2e.m3u8", "clip-" + "A".repeat(65) + ".m3u8")) {
            assertThat(server.get(server.address(name, hostile)).statusCode())
                    .as(hostile)
                    .isIn(400, 404);
            assertThat(server.get(server.address(name, "m-opus/" + hostile)).statusCode())
                    .as(hostile)
                    .isIn(400, 404);
        }
    }

    @Test
    void of_what_still_runs_it_can_be_made_up_to_what_is_sealed() {
        HlsRecording recording = HlsRecording.begin(server, "RUNS");
        EvenSound sound = recording.silence();
        sound.append(11);

        await().untilAsserted(() ->
                assertThat(server.recordings.sealed(recording.name)).isEqualTo(Duration.ofSeconds(4)));
        assertThat(server.recordings.sealed(whole)).isEqualTo(Duration.ofSeconds(12));
        assertThat(server.recordings.sealed(new RecordingName("NONE"))).isEqualTo(Duration.ZERO);
    }
}
