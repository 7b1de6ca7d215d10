package live.griot.identity.avatar;

import static live.griot.api.refusal.RefusalCode.TOO_LARGE;
import static live.griot.api.refusal.RefusalCode.UNSUPPORTED_MEDIA_TYPE;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;
import static live.griot.identity.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import live.griot.api.refusal.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures as people send them, and as attackers do. */
class AvatarPicturesTest {
    private static final String SECRET = "taken at home";
    private final AvatarPictures pictures = new AvatarPictures();

    @ParameterizedTest
    @CsvSource({"png, 640, 480", "jpg, 300, 900", "png, 16, 16", "jpg, 4096, 4096"})
    void a_picture_becomes_a_square_of_its_middle(String format, int width, int height) throws Exception {
        byte[] made = pictures.make(file(halves(width, height, BufferedImage.TYPE_INT_RGB), format));

        BufferedImage square = ImageIO.read(new ByteArrayInputStream(made));
        assertThat(PictureFormat.of(made)).contains(PictureFormat.JPEG);
        assertThat(square.getWidth()).isEqualTo(AvatarPictures.SIDE);
        assertThat(square.getHeight()).isEqualTo(AvatarPictures.SIDE);
        assertThat(isRed(square, 20, 128)).isTrue();
        assertThat(isRed(square, 235, 128)).isFalse();
    }

    @Test
    void what_can_be_seen_through_stays_so() throws Exception {
        BufferedImage clear = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);

        byte[] made = pictures.make(file(clear, "png"));

        assertThat(PictureFormat.of(made)).contains(PictureFormat.PNG);
        assertThat(ImageIO.read(new ByteArrayInputStream(made)).getRGB(128, 128) >>> 24)
                .isZero();
    }

    @Test
    void webp_is_read() throws Exception {
        try (InputStream webp = AvatarPicturesTest.class.getResourceAsStream("/avatars/test-pattern.webp")) {
            byte[] made = pictures.make(Objects.requireNonNull(webp).readAllBytes());

            assertThat(ImageIO.read(new ByteArrayInputStream(made)).getWidth()).isEqualTo(AvatarPictures.SIDE);
        }
    }

    /** Red is where the camera's left was: at that edge of the upright picture. */
    @ParameterizedTest
    @CsvSource({
        "1, 20, 128",
        "2, 235, 128",
        "3, 235, 128",
        "4, 20, 128",
        "5, 128, 20",
        "6, 128, 20",
        "7, 128, 235",
        "8, 128, 235"
    })
    void a_phone_held_sideways_shows_people_upright(int orientation, int redX, int redY) throws Exception {
        byte[] jpeg = withOrientation(file(halves(400, 400, BufferedImage.TYPE_INT_RGB), "jpg"), orientation);

        BufferedImage square = ImageIO.read(new ByteArrayInputStream(pictures.make(jpeg)));

        assertThat(isRed(square, redX, redY)).isTrue();
        assertThat(isRed(square, 255 - redX, 255 - redY)).isFalse();
    }

    @Test
    void nothing_but_pixels_comes_out() {
        byte[] jpeg = file(halves(400, 400, BufferedImage.TYPE_INT_RGB), "jpg");
        byte[] withSecret = joined(withOrientation(jpeg, 1), SECRET.getBytes(StandardCharsets.UTF_8));

        assertThat(new String(pictures.make(withSecret), StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET, "Exif");
    }

    @Test
    void what_is_no_picture_is_refused() {
        assertRefused(
                UNSUPPORTED_MEDIA_TYPE, () -> pictures.make("<svg onload='x'/>".getBytes(StandardCharsets.UTF_8)));
        assertRefused(UNSUPPORTED_MEDIA_TYPE, () -> pictures.make(new byte[0]));
        assertRefused(UNSUPPORTED_MEDIA_TYPE, () -> pictures.make("GIF89a".getBytes(StandardCharsets.UTF_8)));
        assertRefused(TOO_LARGE, () -> pictures.make(new byte[AvatarPictures.MAX_BYTES + 1]));
    }

    @ParameterizedTest
    @CsvSource({"png", "jpg"})
    void a_picture_that_is_cut_short_or_spoilt_is_refused_or_shown_and_nothing_else(String format) {
        byte[] whole = file(halves(64, 64, BufferedImage.TYPE_INT_RGB), format);
        for (int length = 0; length < whole.length; length += 7) {
            tryAll(Arrays.copyOf(whole, length));
            byte[] spoilt = whole.clone();
            spoilt[length] ^= 0x55;
            tryAll(spoilt);
        }
    }

    @Test
    void a_small_file_that_claims_to_be_huge_is_refused_before_anything_is_decoded() {
        assertRefused(VALIDATION_FAILED, () -> pictures.make(pngHeader(60_000, 60_000)));
        assertRefused(VALIDATION_FAILED, () -> pictures.make(pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE)));
        assertRefused(VALIDATION_FAILED, () -> pictures.make(pngHeader(4_097, 4_096)));
    }

    private void tryAll(byte[] sent) {
        try {
            assertThat(pictures.make(sent)).isNotEmpty();
        } catch (Refused refused) {
            assertThat(refused.code()).isIn(VALIDATION_FAILED, UNSUPPORTED_MEDIA_TYPE);
        }
    }

    /** The left half is red, the right one blue. */
    private static BufferedImage halves(int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.BLUE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.dispose();
        return picture;
    }

    private static boolean isRed(BufferedImage picture, int x, int y) {
        Color colour = new Color(picture.getRGB(x, y));
        return colour.getRed() > 150 && colour.getBlue() < 100;
    }

    private static byte[] file(BufferedImage picture, String format) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            assertThat(ImageIO.write(picture, format, bytes)).isTrue();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an Exif segment (JEITA CP-3451) behind the start of a JPEG: one directory with the orientation alone, and a secret behind it. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] tiff = HexFormat.of()
                .parseHex(
                        "4d4d002a00000008" + "0001" + "011200030000000100%02x0000".formatted(orientation) + "00000000");
        byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
        int length = 2 + 6 + tiff.length + secret.length;
        ByteBuffer segment = ByteBuffer.allocate(length + 2);
        segment.put((byte) 0xFF).put((byte) 0xE1).putShort((short) length);
        segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff).put(secret);
        return joined(Arrays.copyOf(jpeg, 2), segment.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] pngHeader(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(17);
        header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        header.put(HexFormat.of().parseHex("0802000000"));
        CRC32 crc = new CRC32();
        crc.update(header.array());
        return joined(
                HexFormat.of().parseHex("89504e470d0a1a0a0000000d"),
                header.array(),
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
