package live.griot.recording.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import live.griot.recording.media.EvenSound;
import live.griot.recording.media.Ffmpeg;
import live.griot.recording.store.RecordingName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ffmpeg, as any player that is not a browser, makes of recordings over HTTP. */
class HlsPlaybackTest {
    @TempDir
    static Path directory;

    static HlsServer server;

    @BeforeAll
    static void start() {
        server = HlsServer.of(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static URI main(RecordingName name) {
        return server.address(name, "main.m3u8");
    }

    @Test
    void every_picture_and_every_packet_of_sound_is_there() throws Exception {
        RecordingName name = HlsRecording.begin(server, "ALL")
                .pictures(0, 300, "320x240")
                .tone(0, 10)
                .aac(20)
                .finish();

        assertThat(Ffmpeg.complaints(main(name))).isEmpty();
        assertThat(Ffmpeg.probe(main(name), "v:0", "stream=codec_name,nb_read_frames,nb_read_packets"))
                .contains("h264,300,300");
        assertThat(Ffmpeg.probe(server.address(name, "m-opus/main.m3u8"), "a:0", "stream=codec_name,nb_read_frames"))
                .contains("opus,500");
        assertThat(Ffmpeg.probe(server.address(name, "m-aac/main.m3u8"), "a:0", "stream=codec_name,nb_read_frames"))
                .contains("aac,460");
    }

    @Test
    void pictures_of_another_size_and_what_stands_for_none_follow_in_time() throws Exception {
        RecordingName name = HlsRecording.begin(server, "SIZES")
                .pictures(2, 60, "320x240", "640x480", "320x240")
                .finish();

        List<String> times = Ffmpeg.probe(main(name), "v:0", "packet=pts_time");

        assertThat(Ffmpeg.complaints(main(name)).lines())
                .allMatch(
                        line -> line.contains("Found duplicated MOOV Atom") || line.contains("Last message repeated"));
        assertThat(Ffmpeg.probe(main(name), "v:0", "stream=nb_read_frames")).contains("182");
        assertThat(times).hasSize(182).doesNotHaveDuplicates();
        assertThat(Double.parseDouble(times.getLast()) - Double.parseDouble(times.getFirst()))
                .isEqualTo(2 + 179 / 30.0, within(0.001));
    }

    @Test
    void a_recording_of_one_second_is_played() throws Exception {
        RecordingName name = HlsRecording.begin(server, "SECOND")
                .pictures(0, 30, "320x240")
                .tone(0, 1)
                .finish();

        assertThat(Ffmpeg.complaints(main(name))).isEmpty();
        assertThat(Ffmpeg.probe(main(name), "v:0", "stream=nb_read_frames")).contains("30");
        assertThat(Ffmpeg.probe(main(name), "a:0", "stream=nb_read_packets")).contains("50");
    }

    @Test
    void sound_alone_is_played_and_so_is_a_picture_alone() throws Exception {
        RecordingName sound = HlsRecording.begin(server, "SOUND").tone(0, 2).finish();
        RecordingName picture =
                HlsRecording.begin(server, "PICTURE").pictures(0, 45, "320x240").finish();

        assertThat(Ffmpeg.complaints(main(sound))).isEmpty();
        assertThat(Ffmpeg.probe(main(sound), "a:0", "stream=nb_read_packets")).contains("100");
        assertThat(Ffmpeg.complaints(main(picture))).isEmpty();
        assertThat(Ffmpeg.probe(main(picture), "v:0", "stream=nb_read_frames")).contains("45");
    }

    @Test
    void silence_stands_where_no_sound_was_stored() throws Exception {
        HlsRecording recording = HlsRecording.begin(server, "SILENT");
        EvenSound sound = recording.silence();
        sound.append(4);
        sound.begin(12 * 48_000);
        sound.append(4);
        RecordingName name = recording.finish();

        URI address = server.address(name, "m-opus/main.m3u8");
        assertThat(Ffmpeg.probe(address, "a:0", "stream=nb_read_packets")).contains("700");
        assertThat(Ffmpeg.probe(address, "a:0", "packet=pts_time").getLast()).isEqualTo("13.980000");
    }

    @Test
    void what_is_played_where_there_is_nothing_is_whole() throws Exception {
        RecordingName name = HlsRecording.begin(server, "DARK")
                .pictures(10, 30, "320x240")
                .aac(2)
                .finish();

        for (String track : List.of("p", "m-aac")) {
            byte[] init = server.get(server.address(name, track + "/blank.mp4")).body();
            byte[] segment = server.get(server.address(name, track + "/blank-0-2000000.m4s"))
                    .body();
            Path file = directory.resolve(track + ".mp4");
            try (var to = Files.newOutputStream(file)) {
                to.write(init);
                to.write(segment);
            }
            assertThat(Ffmpeg.complaints(file)).isEmpty();
            assertThat(Ffmpeg.probe(file, "stream=nb_read_frames")).containsExactly(track.equals("p") ? "2" : "93");
        }
        // What it says is believed of all that follows, and ffmpeg moves what comes sooner.
        assertThat(Ffmpeg.probe(directory.resolve("p.mp4"), "stream=r_frame_rate"))
                .containsExactly("30/1");
    }
}
