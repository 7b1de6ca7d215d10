package live.griot.tools.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published under load is H.264 that others decode, and as large as it says. */
class SyntheticVideoTest {
    private static final byte[] START = {0, 0, 0, 1};
    private static final int FRAMES = 90;

    @Test
    void ffmpeg_decodes_every_picture_without_a_word(@TempDir Path directory) throws Exception {
        Path stream = directory.resolve("stream.h264");
        write(stream);

        assertThat(ffmpeg("-v", "warning", "-f", "h264", "-i", stream.toString(), "-f", "null", "-"))
                .isEmpty();
        assertThat(ffmpeg("-v", "info", "-f", "h264", "-i", stream.toString(), "-f", "null", "-"))
                .contains("1280x720")
                .containsPattern("frame= *%d ".formatted(FRAMES));
    }

    @Test
    void it_costs_two_and_a_half_megabits_a_second() {
        SyntheticVideo video = new SyntheticVideo(1);
        int seconds = 10;
        long bytes = 0;
        for (int frame = 0; frame < seconds * SyntheticVideo.FRAMES_A_SECOND; frame++) {
            bytes += video.next(frame == 0).stream()
                    .mapToInt(unit -> unit.length)
                    .sum();
            bytes += frame == 0 ? 0 : H264Packets.MAX_PAYLOAD;
        }
        assertThat(8.0 * bytes / seconds).isBetween(2_400_000.0, 2_600_000.0);
    }

    @Test
    void a_time_is_read_back_from_the_units_that_carry_it() {
        for (int size : new int[] {40, 254, 255, 256, 257, 258, 259, 512, 513, 514, 1_155}) {
            byte[] unit = SendTime.unit(123_456_789_012_345L, size);
            assertThat(unit).hasSize(size);
            assertThat(SendTime.read(unit, 0, unit.length)).isEqualTo(123_456_789_012_345L);
        }
    }

    private static void write(Path stream) throws IOException {
        SyntheticVideo video = new SyntheticVideo(1);
        try (var out = Files.newOutputStream(stream)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                for (byte[] unit : video.next(frame % 40 == 0)) {
                    if ((unit[0] & 0x1F) <= 5) {
                        out.write(START);
                        out.write(SendTime.unit(1_000_000L * frame, frame % 2 == 0 ? 40 : 1_155));
                    }
                    out.write(START);
                    out.write(unit);
                }
            }
        }
    }

    private static String ffmpeg(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 2];
        command[0] = "ffmpeg";
        command[1] = "-hide_banner";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
        } catch (IOException missing) {
            return fail("This test needs ffmpeg: apt-get install ffmpeg");
        }
        String told = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(told).isZero();
        return told;
    }
}
