package live.griot.recording.worker;

import static live.griot.recording.worker.WorkerHouse.UNTIL_IT_IS_MADE;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small pictures of recordings, out of their key frames. */
class ThumbnailsTest {
    private static final Recipe THUMBNAILS = new Thumbnails(new Encoder(WorkerHouse.program()));

    @TempDir
    Path directory;

    private static long make(WorkerHouse house) throws Exception {
        Path exports = house.finish().exports();
        return THUMBNAILS.make(
                house.reader(), exports, Files.createDirectory(exports.resolve("scratch")), UNTIL_IT_IS_MADE);
    }

    @Test
    void each_two_seconds_have_a_picture_of_whatever_codec() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            long bytes = make(house.pictures(0, 120, "320x240", "640x360-vp8"));

            Path made = house.exports();
            BufferedImage sheet = ImageIO.read(made.resolve("sprite-0.jpg").toFile());
            BufferedImage poster = ImageIO.read(made.resolve("poster.jpg").toFile());
            assertThat(bytes).isPositive();
            assertThat(sheet.getWidth()).isEqualTo(4 * 160);
            assertThat(sheet.getHeight()).isEqualTo(90);
            assertThat(poster.getWidth()).isEqualTo(1_280);
            assertThat(Files.readString(made.resolve("thumbnails.vtt")))
                    .startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nsprite-0.jpg#xywh=0,0,160,90\n")
                    .contains("00:00:06.000 --> 00:00:08.000\nsprite-0.jpg#xywh=480,0,160,90\n");
            // A pattern of colours has many, bars at the sides of the first are black, and the second has none.
            assertThat(brightness(sheet, 1, 45)).isLessThan(30);
            assertThat(brightness(sheet, 3 * 160 + 4, 45)).isGreaterThan(30);
        }
    }

    private static int brightness(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(x, y);
        return Math.max(rgb >> 16 & 0xFF, Math.max(rgb >> 8 & 0xFF, rgb & 0xFF));
    }

    @Test
    void what_cannot_be_decoded_leaves_the_others_where_they_belong() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            make(house.nonsense(0, 60).pictures(2, 60, "320x240"));

            BufferedImage sheet =
                    ImageIO.read(house.exports().resolve("sprite-0.jpg").toFile());
            assertThat(sheet.getWidth()).isEqualTo(2 * 160);
            assertThat(brightness(sheet, 160 + 80, 45)).isGreaterThan(30);
        }
    }

    @Test
    void sound_alone_has_none() throws Exception {
        try (WorkerHouse house = new WorkerHouse(directory)) {
            assertThat(make(house.tone(0, 1))).isZero();
        }
    }
}
