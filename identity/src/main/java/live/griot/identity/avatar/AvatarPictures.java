package live.griot.identity.avatar;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;

/**
 * Makes avatars out of pictures that strangers send: only pixels go in, so nothing else of the file comes out (places where it was taken, a
 * second file at its end). Bounded in bytes, pixels, time, and how many are made at once. Thread-safe.
 */
public final class AvatarPictures {
    /** The width and height of what is made, in pixels. */
    static final int SIDE = 256;

    /** The most bytes that are taken. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    /** The most pixels that are decoded: 4,096 by 4,096. */
    static final long MAX_PIXELS = 1L << 24;

    private static final int AT_ONCE = 2;
    private static final long WAIT_SECONDS = 5;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final float QUALITY = 0.85f;

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** Returns the picture's middle as a square: a JPEG, or a PNG where something can be seen through. Throws {@link Refused}. */
    public byte[] make(byte[] sent) {
        if (sent.length > MAX_BYTES) {
            throw new Refused(RefusalCode.TOO_LARGE, "A picture has at most %d bytes".formatted(MAX_BYTES));
        }
        PictureFormat format = PictureFormat.of(sent)
                .orElseThrow(
                        () -> new Refused(RefusalCode.UNSUPPORTED_MEDIA_TYPE, "A picture is a PNG, a JPEG or a WebP"));
        if (!isMyTurn()) {
            throw new Refused(RefusalCode.RATE_LIMITED, "Too many send pictures at this moment");
        }
        try {
            return encoded(scaled(decoded(sent, format), format == PictureFormat.JPEG ? orientation(sent) : 1));
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof Refused refused) {
                throw refused;
            }
            throw Refused.invalid("avatar", "cannot be read as a " + format.name());
        } finally {
            places.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static BufferedImage decoded(byte[] sent, PictureFormat format) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.name()).next();
        try (var bytes = new MemoryCacheImageInputStream(new ByteArrayInputStream(sent))) {
            reader.setInput(bytes, true, true); // what is beside the pixels is not even read
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
                throw Refused.invalid(
                        "avatar", "has %d by %d pixels, of at most %d".formatted(width, height, MAX_PIXELS));
            }
            int side = Math.min(width, height);
            ImageReadParam middle = reader.getDefaultReadParam();
            middle.setSourceRegion(new Rectangle((width - side) / 2, (height - side) / 2, side, side));
            int step = Math.max(1, side / (2 * SIDE));
            middle.setSourceSubsampling(step, step, 0, 0);
            reader.addIIOReadProgressListener(new ReadDeadline(System.nanoTime() + MAX_NANOS));
            BufferedImage read = reader.read(0, middle);
            if (read == null) {
                throw new IIOException("No picture");
            }
            return read;
        } finally {
            reader.dispose();
        }
    }

    /** How a camera was held, 1 to 8 (TIFF 6.0, section 8); 1 where it does not say. */
    private static int orientation(byte[] jpeg) {
        try (var bytes = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            List<JPEGSegment> exif = JPEGSegmentUtil.readSegments(bytes, JPEG.APP1, "Exif");
            if (exif.isEmpty()) {
                return 1;
            }
            InputStream data = exif.getFirst().data();
            data.skipNBytes(1);
            try (var tags = new MemoryCacheImageInputStream(data)) {
                Directory directory = new TIFFReader().read(tags);
                Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
                return entry != null && entry.getValue() instanceof Number told ? Math.clamp(told.intValue(), 1, 8) : 1;
            }
        } catch (IOException | RuntimeException unreadable) {
            return 1;
        }
    }

    private static BufferedImage scaled(BufferedImage picture, int orientation) {
        boolean opaque = !picture.getColorModel().hasAlpha();
        BufferedImage square =
                new BufferedImage(SIDE, SIDE, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = square.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            pen.transform(upright(orientation));
            pen.drawImage(picture, 0, 0, SIDE, SIDE, null);
        } finally {
            pen.dispose();
        }
        return square;
    }

    private static AffineTransform upright(int orientation) {
        AffineTransform turned = AffineTransform.getQuadrantRotateInstance(
                switch (orientation) {
                    case 3, 4 -> 2;
                    case 6, 7 -> 1;
                    case 5, 8 -> 3;
                    default -> 0;
                },
                SIDE / 2.0,
                SIDE / 2.0);
        boolean mirrored = orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7;
        if (mirrored) {
            turned.concatenate(new AffineTransform(-1, 0, 0, 1, SIDE, 0));
        }
        return turned;
    }

    private static byte[] encoded(BufferedImage square) throws IOException {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        if (square.getColorModel().hasAlpha()) {
            ImageIO.write(square, "png", made);
            return made.toByteArray();
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(made)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(square, null, null), how);
        } finally {
            writer.dispose();
        }
        return made.toByteArray();
    }
}
