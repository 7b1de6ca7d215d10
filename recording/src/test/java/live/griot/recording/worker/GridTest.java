package live.griot.recording.worker;

import static live.griot.recording.worker.WorkerHouse.UNTIL_IT_IS_MADE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import live.griot.api.tap.FrameCodec;
import live.griot.recording.media.Ffmpeg;
import live.griot.recording.media.TestMedia;
import live.griot.recording.worker.Programme.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of several people as one file in which all are seen beside each other, read by ffmpeg. */
class GridTest {
    private static final Recipe GRID = new Grid(new Encoder(WorkerHouse.program()));
    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 720;

    @TempDir
    Path directory;

    private static Path made(WorkerHouse house) throws Exception {
        return made(house, UNTIL_IT_IS_MADE);
    }

    private static Path made(WorkerHouse house, Making making) throws Exception {
        Path exports = house.finish().exports();
        Path scratch = Files.createDirectory(exports.resolve("scratch"));
        long bytes = GRID.make(house.reader(), exports, scratch, making);
        Path file = exports.resolve(JobKind.GRID.file());
        assertThat(Files.size(file)).isEqualTo(bytes);
        assertThat(Ffmpeg.complaints(file)).isEmpty();
        return file;
    }

    private static List<String> probe(Path file, String stream, String entries) {
        return Ffmpeg.probe(file.toUri(), stream, entries);
    }

    private static List<byte[]> colour(String colour, String size, int frames) {
        return TestMedia.h264OfColour(colour, size, frames);
    }

    /** A picture of a file. */
    @SuppressWarnings("ArrayRecordComponent") // Looked at by the test that made it alone.
    private record Shown(byte[] pixels) {
        static Shown at(Path file, double seconds) {
            return new Shown(Ffmpeg.encode(
                    "-ss",
                    String.valueOf(seconds),
                    "-i",
                    file.toString(),
                    "-frames:v",
                    "1",
                    "-pix_fmt",
                    "rgb24",
                    "-f",
                    "rawvideo"));
        }

        /** Returns which colours are strong there, with nothing between strong and none. */
        String colour(int x, int y) {
            for (int i = 0; i < 3; i++) {
                assertThat(value(x, y, i)).matches(one -> one < 70 || one > 185);
            }
            return strong(x, y);
        }

        String strong(int x, int y) {
            StringBuilder strong = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                strong.append(value(x, y, i) > 127 ? "RGB".charAt(i) : '-');
            }
            return strong.toString();
        }

        private int value(int x, int y, int component) {
            assertThat(pixels).hasSize(WIDTH * HEIGHT * 3);
            return pixels[(y * WIDTH + x) * 3 + component] & 0xFF;
        }
    }

    private static final String RED = "R--";
    private static final String GREEN = "-G-";
    private static final String BLUE = "--B";
    private static final String BLACK = "---";

    @Test
    void who_comes_and_who_leaves_is_seen_beside_the_others_while_they_are_there() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            house.pictures(0, 30, "320x240")
                    .own("01AWA", 0, FrameCodec.H264, colour("red", "320x240", 90))
                    .own("01AWA", 90, FrameCodec.H264, colour("blue", "320x240", 45))
                    .own("01MOUSSA", 46, FrameCodec.H264, colour("lime", "180x320", 59))
                    .tone(0, 4);
            List<Integer> reached = new ArrayList<>();

            Path file = made(house, new Making() {
                @Override
                public boolean isStopped() {
                    return false;
                }

                @Override
                public synchronized void reached(int percent) {
                    reached.add(percent);
                }
            });

            assertThat(probe(file, "v:0", "stream=codec_name,width,height,start_time,nb_read_frames"))
                    .containsExactly("h264,1280,720,0.000000,135");
            assertThat(probe(file, "a:0", "stream=codec_name,start_time,nb_read_packets"))
                    .containsExactly("opus,0.000000,200");
            assertThat(reached).isSorted().contains(80, 100);
            for (double alone : List.of(0.0, 1.4)) {
                assertThat(Shown.at(file, alone).colour(640, 360)).isEqualTo(RED);
                assertThat(Shown.at(file, alone).colour(300, 20)).isEqualTo(RED);
                assertThat(Shown.at(file, alone).colour(80, 360)).as("a bar").isEqualTo(BLACK);
            }
            for (double together : List.of(1.65, 2.9)) {
                Shown shown = Shown.at(file, together);
                assertThat(shown.colour(320, 180)).as("awa").isEqualTo(RED);
                assertThat(shown.colour(320, 540)).as("awa").isEqualTo(RED);
                assertThat(shown.colour(320, 60)).as("above her").isEqualTo(BLACK);
                assertThat(shown.colour(960, 180)).as("moussa").isEqualTo(GREEN);
                assertThat(shown.colour(960, 700)).as("moussa").isEqualTo(GREEN);
                assertThat(shown.colour(700, 360)).as("beside him").isEqualTo(BLACK);
            }
            assertThat(Shown.at(file, 3.1).colour(320, 360))
                    .as("by her own time")
                    .isEqualTo(BLUE);
            assertThat(Shown.at(file, 3.1).colour(960, 360)).isEqualTo(GREEN);
            assertThat(Shown.at(file, 3.7).colour(640, 360)).as("he left").isEqualTo(BLUE);
        }
    }

    @Test
    void three_with_several_codecs_have_a_quarter_each_and_a_pause_is_cut_out() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            house.own("01AWA", 0, FrameCodec.H264, colour("red", "320x180", 30))
                    .own("01MOUSSA", 0, FrameCodec.VP8, TestMedia.vp8("320x180", 30))
                    .own("01INES", 0, FrameCodec.H264, colour("lime", "640x360", 30))
                    .pause(1, 61)
                    .own("01AWA", 1_830, FrameCodec.H264, colour("blue", "320x180", 30))
                    .own("01INES", 1_830, FrameCodec.H264, colour("red", "640x360", 30));

            Path file = made(house);

            assertThat(probe(file, "v:0", "stream=duration,nb_read_frames")).containsExactly("2.000000,60");
            Shown three = Shown.at(file, 0.5);
            assertThat(three.colour(320, 180)).isEqualTo(RED);
            assertThat(three.colour(960, 180)).isEqualTo(GREEN);
            assertThat(three.strong(640, 540))
                    .as("the last row is in the middle")
                    .isNotEqualTo(BLACK);
            assertThat(three.colour(20, 540)).isEqualTo(BLACK);
            Shown two = Shown.at(file, 1.5);
            assertThat(two.colour(320, 360)).isEqualTo(BLUE);
            assertThat(two.colour(960, 360)).isEqualTo(RED);
        }
    }

    @Test
    void one_whose_pictures_cannot_be_decoded_is_not_why_the_others_are_not_seen() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            house.own("01AWA", 0, FrameCodec.H264, colour("red", "320x180", 30))
                    .own("01MOUSSA", 0, FrameCodec.VP8, WorkerHouse.nonsense(30))
                    .own("01INES", 0, FrameCodec.H264, colour("lime", "320x180", 30));

            Shown shown = Shown.at(made(house), 0.5);

            assertThat(shown.colour(320, 360)).isEqualTo(RED);
            assertThat(shown.colour(960, 360)).isEqualTo(GREEN);
        }
    }

    @Test
    void of_one_person_it_is_the_programme() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            house.pictures(0, 60, "320x240").own("01AWA", 0, FrameCodec.H264, colour("red", "320x240", 60));

            assertThat(probe(made(house), "v:0", "stream=width,height,nb_read_frames"))
                    .containsExactly("320,240,60");
            assertThat(Grid.isOf(house.reader())).isFalse();
        }
    }

    @Test
    void pictures_that_nobody_can_decode_are_no_grid() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            house.own("01AWA", 0, FrameCodec.VP8, WorkerHouse.nonsense(30))
                    .own("01MOUSSA", 0, FrameCodec.VP8, WorkerHouse.nonsense(30));

            assertThatThrownBy(() -> made(house)).hasMessage("The recording's pictures cannot be decoded");
            assertThat(house.exports().resolve(JobKind.GRID.file())).doesNotExist();
        }
    }

    @Test
    void all_have_cells_of_one_size_and_the_last_row_is_in_the_middle() {
        Size whole = new Size(WIDTH, HEIGHT);
        assertThat(new GridLayout(1, whole).cell()).isEqualTo(whole);
        assertThat(new GridLayout(2, whole).places()).isEqualTo("0_0|640_0");
        assertThat(new GridLayout(2, whole).cell()).isEqualTo(new Size(640, 720));
        assertThat(new GridLayout(3, whole).places()).isEqualTo("0_0|640_0|320_360");
        assertThat(new GridLayout(4, whole).places()).isEqualTo("0_0|640_0|0_360|640_360");
        assertThat(new GridLayout(5, whole).places()).isEqualTo("0_0|426_0|852_0|213_360|639_360");
        assertThat(new GridLayout(10, whole).cell()).isEqualTo(new Size(320, 240));
        assertThat(new GridLayout(10, whole).places()).endsWith("|320_480|640_480");
    }
}
