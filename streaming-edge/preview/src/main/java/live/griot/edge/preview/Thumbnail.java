package live.griot.edge.preview;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes a decoded picture small, and a JPEG of it. */
final class Thumbnail {
    /** The largest a preview is, in pixels; its sides keep their proportion. */
    public static final int MAX_WIDTH = 480;

    public static final int MAX_HEIGHT = 270;

    /** The most bytes of a JPEG. */
    public static final int MAX_BYTES = 60_000;

    private static final List<Float> QUALITIES = List.of(0.75f, 0.5f, 0.25f, 0.1f);

    private Thumbnail() {}

    /** Returns the picture as a JPEG of at most {@link #MAX_BYTES}. */
    public static byte[] jpeg(YuvPicture picture) throws BadFrame {
        BufferedImage small = small(picture);
        for (float quality : QUALITIES) {
            byte[] jpeg = encode(small, quality);
            if (jpeg.length <= MAX_BYTES) {
                return jpeg;
            }
        }
        throw new BadFrame("a picture that does not get small");
    }

    /** Each pixel is the mean of those that it stands for. */
    private static BufferedImage small(YuvPicture picture) {
        double scale =
                Math.min(1, Math.min((double) MAX_WIDTH / picture.width(), (double) MAX_HEIGHT / picture.height()));
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            int top = y * picture.height() / height;
            int bottom = Math.max(top + 1, (y + 1) * picture.height() / height);
            for (int x = 0; x < width; x++) {
                int left = x * picture.width() / width;
                int right = Math.max(left + 1, (x + 1) * picture.width() / width);
                line[x] = colour(picture, left, top, right, bottom);
            }
            image.setRGB(0, y, width, 1, line, 0, width);
        }
        return image;
    }

    private static int colour(YuvPicture picture, int left, int top, int right, int bottom) {
        long y = 0;
        long u = 0;
        long v = 0;
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                int chroma = (row >> 1) * picture.chromaStride() + (column >> 1);
                y += picture.y()[row * picture.lumaStride() + column] & 0xFF;
                u += picture.u()[chroma] & 0xFF;
                v += picture.v()[chroma] & 0xFF;
            }
        }
        int count = (right - left) * (bottom - top);
        return rgb((double) y / count, (double) u / count - 128, (double) v / count - 128);
    }

    /** BT.601 in its narrow range, as cameras on the web send it. */
    private static int rgb(double y, double u, double v) {
        double light = 1.164 * (y - 16);
        return channel(light + 1.596 * v) << 16
                | channel(light - 0.392 * u - 0.813 * v) << 8
                | channel(light + 2.017 * u);
    }

    private static int channel(double value) {
        return (int) Math.clamp(Math.round(value), 0, 255);
    }

    private static byte[] encode(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory takes what is written", impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
