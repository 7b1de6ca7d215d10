package live.griot.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small tools for targets. */
public final class Fuzz {
    /** How long one target runs with {@code JAZZER_FUZZ=1}; make it longer for a night. */
    public static final String EACH = "1m";

    /** Bytes that stand before and behind what is read: a reader that leaves its range meets them. */
    public static final int MARGIN = 8;

    private Fuzz() {}

    /** Returns the data with a margin of ones before and behind it, so that offsets are not 0 and reading on finds something. */
    public static byte[] inMargins(byte[] data) {
        byte[] wide = new byte[data.length + 2 * MARGIN];
        Arrays.fill(wide, (byte) 0xFF);
        System.arraycopy(data, 0, wide, MARGIN, data.length);
        return wide;
    }

    /** Returns the data as text, as a request's body is read. */
    public static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    /** Returns pieces of the data, each after its length in two bytes; the last one is cut short where the data ends. */
    public static List<byte[]> pieces(byte[] data) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at + 2 < data.length; ) {
            int length = ((data[at] & 0xFF) << 8) | (data[at + 1] & 0xFF);
            int end = Math.min(data.length, at + 2 + length);
            pieces.add(Arrays.copyOfRange(data, at + 2, end));
            at = end;
        }
        return pieces;
    }
}
