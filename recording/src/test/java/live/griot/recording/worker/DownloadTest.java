package live.griot.recording.worker;

import static live.griot.recording.worker.WorkerHouse.UNTIL_IT_IS_MADE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import live.griot.recording.media.Ffmpeg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings as one file, read by ffmpeg. */
class DownloadTest {
    private static final Recipe DOWNLOAD = new Download(new Encoder(WorkerHouse.program()));

    @TempDir
    Path directory;

    private static Path made(WorkerHouse house) throws Exception {
        Path exports = house.finish().exports();
        Path scratch = Files.createDirectory(exports.resolve("scratch"));
        long bytes = DOWNLOAD.make(house.reader(), exports, scratch, UNTIL_IT_IS_MADE);
        Path file = exports.resolve(JobKind.DOWNLOAD.file());
        assertThat(Files.size(file)).isEqualTo(bytes);
        assertThat(Ffmpeg.complaints(file)).isEmpty();
        return file;
    }

    private static List<String> probe(Path file, String stream, String entries) {
        return Ffmpeg.probe(file.toUri(), stream, entries);
    }

    @Test
    void pictures_of_one_size_are_copied_with_the_moov_first_and_gaps_are_filled() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            house.pictures(1, 60, "320x240")
                    .pictures(5, 30, "320x240")
                    .tone(0, 2)
                    .tone(4, 2);

            Path file = made(house);

            byte[] head = Files.newInputStream(file).readNBytes(64);
            assertThat(new String(head, StandardCharsets.ISO_8859_1)).contains("ftyp", "moov");
            assertThat(probe(file, "v:0", "stream=codec_name,width,height,start_time,duration,nb_read_frames"))
                    .containsExactly("h264,320,240,0.000000,6.000000,90");
            assertThat(probe(file, "a:0", "stream=codec_name,start_time,duration,nb_read_packets"))
                    .containsExactly("opus,0.000000,6.000000,300");
            // The first picture stays for the second before it, and the last of the first stretch until the next one.
            assertThat(probe(file, "v:0", "packet=pts_time").subList(0, 2)).containsExactly("0.000000", "1.033333");
            assertThat(probe(file, "v:0", "packet=pts_time").get(60)).isEqualTo("5.000000");
            assertThat(probe(file, "v:0", "packet=flags").stream().filter(flags -> flags.startsWith("K")))
                    .hasSize(3);
            byte[] silent = Ffmpeg.encode("-i", file.toString(), "-ss", "2.5", "-t", "1", "-f", "s16le");
            assertThat(silent).hasSizeGreaterThan(90_000).containsOnly(0);
            assertThat(Files.size(file)).isLessThan(house.reader().contents().bytes() * 11 / 10);
        }
    }

    @Test
    void a_pause_is_cut_out_of_both() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            house.pictures(0, 60, "320x240")
                    .tone(0, 2)
                    .pause(2, 62)
                    .pictures(62, 60, "320x240")
                    .tone(62, 2);

            Path file = made(house);

            assertThat(probe(file, "v:0", "stream=duration,nb_read_frames")).containsExactly("4.000000,120");
            assertThat(probe(file, "a:0", "stream=duration,nb_read_packets")).containsExactly("4.000000,200");
        }
    }

    /** An encoder names another level, and another is no reason to make none. */
    @Test
    void what_comes_once_a_second_becomes_one_with_what_comes_more_often() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            house.pictures(0, 60, "640x360", "320x240").rarely(6, "640x360").tone(0, 10);

            Path exports = house.finish().exports();
            Path scratch = Files.createDirectory(exports.resolve("scratch"));
            DOWNLOAD.make(house.reader(), exports, scratch, WorkerHouse.UNTIL_IT_IS_MADE);

            Path file = exports.resolve(JobKind.DOWNLOAD.file());
            assertThat(Ffmpeg.complaints(file)).isEmpty();
            assertThat(probe(file, "v:0", "stream=width,height,level,nb_read_frames"))
                    .containsExactly("640,360,30,126");
        }
    }

    @Test
    void several_sizes_and_codecs_become_the_one_that_most_of_it_has() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            house.pictures(0, 30, "320x240", "640x360", "640x360-vp8", "180x134")
                    .tone(0, 4);
            List<Integer> reached = new ArrayList<>();

            Path exports = house.finish().exports();
            Path scratch = Files.createDirectory(exports.resolve("scratch"));
            DOWNLOAD.make(house.reader(), exports, scratch, new Making() {
                @Override
                public boolean isStopped() {
                    return false;
                }

                @Override
                public synchronized void reached(int percent) {
                    reached.add(percent);
                }
            });

            Path file = exports.resolve(JobKind.DOWNLOAD.file());
            assertThat(Ffmpeg.complaints(file)).isEmpty();
            assertThat(probe(file, "v:0", "stream=codec_name,width,height,start_time,duration,nb_read_frames"))
                    .containsExactly("h264,640,360,0.000000,4.000000,120");
            assertThat(probe(file, "v:0", "packet=pts_time").get(90)).isEqualTo("3.000000");
            assertThat(probe(file, "a:0", "stream=codec_name,nb_read_packets")).containsExactly("opus,200");
            assertThat(reached).isSorted().contains(80, 100);
        }
    }

    @Test
    void sound_alone_is_a_file_too_and_nothing_is_none() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            assertThat(probe(made(house.tone(3, 1)), "a:0", "stream=start_time,duration"))
                    .containsExactly("0.000000,4.000000");
        }
        try (WorkerHouse empty = new WorkerHouse(directory.resolve("empty"))) {
            assertThatThrownBy(() -> made(empty)).hasMessage("Nothing was recorded");
        }
    }

    @Test
    void what_cannot_be_decoded_is_said_and_nothing_is_left_half() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            house.nonsense(0, 30).tone(0, 1);

            assertThatThrownBy(() -> made(house)).isInstanceOf(NotMadeException.class);
            assertThat(house.exports().resolve(JobKind.DOWNLOAD.file())).doesNotExist();
        }
    }

    @Test
    void names_of_files_are_what_they_look_like() {
        assertThat(FileName.of("Contes d'hiver: la hyène/lièvre?", "x", ".mp4"))
                .isEqualTo("Contes d'hiver la hyène lièvre.mp4");
        assertThat(FileName.of("../../etc/passwd\r\nX: y", "x", ".mp4")).isEqualTo("etc passwd X y.mp4");
        assertThat(FileName.of("exe.\u202Egpj", "x", ".mp4")).isEqualTo("exe. gpj.mp4");
        assertThat(FileName.of(" .. ", "x", ".mp4")).isEqualTo("x.mp4");
        assertThat(FileName.of("CON", "x", ".mp4")).isEqualTo("x.mp4");
        assertThat(FileName.of("ليلة الحكايات 🎉".repeat(20), "x", ".mp4").codePointCount(0, 84))
                .isLessThan(90);
    }
}
