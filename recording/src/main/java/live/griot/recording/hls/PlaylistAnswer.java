package live.griot.recording.hls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A playlist, ready to be sent to as many as ask. Immutable.
 *
 * @param bytes not to be changed
 * @param eTag of these bytes
 * @param isFinished whether it stays as it is
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes to be sent, handed on and never changed.
record PlaylistAnswer(byte[] bytes, String eTag, boolean isFinished) {
    private static final int TAG_BYTES = 12;

    static PlaylistAnswer of(String text, boolean isFinished) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new PlaylistAnswer(bytes, "\"" + HexFormat.of().formatHex(sum, 0, TAG_BYTES) + "\"", isFinished);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
