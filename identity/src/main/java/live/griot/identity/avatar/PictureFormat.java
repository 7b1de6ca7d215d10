package live.griot.identity.avatar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The formats that a picture may come in, told by its first bytes: what a caller says of it is not believed. */
public enum PictureFormat {
    /** Portable Network Graphics. */
    PNG("image/png"),
    /** JFIF or Exif. */
    JPEG("image/jpeg"),
    /** WebP, lossy or lossless. */
    WEBP("image/webp");

    private static final byte[] PNG_SIGNATURE = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final byte[] JPEG_START = HexFormat.of().parseHex("ffd8ff");
    private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEBP_FORM = "WEBP".getBytes(StandardCharsets.US_ASCII);
    private static final int FORM_AT = 8;

    private final String mediaType;

    PictureFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Returns the media type. */
    public String mediaType() {
        return mediaType;
    }

    /** Returns the format of a file, or empty when it is none of these. */
    public static Optional<PictureFormat> of(byte[] file) {
        if (has(file, 0, PNG_SIGNATURE)) {
            return Optional.of(PNG);
        }
        if (has(file, 0, JPEG_START)) {
            return Optional.of(JPEG);
        }
        return has(file, 0, RIFF) && has(file, FORM_AT, WEBP_FORM) ? Optional.of(WEBP) : Optional.empty();
    }

    private static boolean has(byte[] file, int at, byte[] wanted) {
        int end = at + wanted.length;
        return file.length >= end && Arrays.equals(file, at, end, wanted, 0, wanted.length);
    }
}
