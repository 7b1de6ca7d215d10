package live.griot.recording.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * The NAL units of an H.264 access unit in the byte stream format (H.264, annex B): start codes of three bytes between them, zeros before
 * those. Within a unit no start code can occur (section 7.4.1), so this needs no look into them.
 */
public final class NalUnits {
    /** A slice of a picture that is no IDR picture (H.264, table 7-1). */
    public static final int SLICE = 1;
    /** A slice of an IDR picture, with which a decoder can begin. */
    public static final int IDR_SLICE = 5;
    /** A sequence parameter set. */
    public static final int SEQUENCE_SET = 7;
    /** A picture parameter set. */
    public static final int PICTURE_SET = 8;
    /** What says that a new access unit begins. */
    public static final int DELIMITER = 9;
    /** The end of a sequence. */
    public static final int END_OF_SEQUENCE = 10;
    /** The end of a stream. */
    public static final int END_OF_STREAM = 11;
    /** Filling. */
    public static final int FILLER = 12;

    /** The most units of one access unit; what comes after is left out. */
    public static final int MAX_UNITS = 1_024;

    private static final int TYPE = 0x1F;
    private static final int START_CODE = 3;

    private NalUnits() {}

    /** A unit within its access unit's bytes: at least one byte, its header. */
    public record Unit(int offset, int length) {}

    /** Returns the type of a unit that begins with that byte. */
    public static int type(byte header) {
        return header & TYPE;
    }

    /** Returns the units of an access unit, in order; none where there is no start code. */
    public static List<Unit> of(byte[] accessUnit) {
        List<Unit> units = new ArrayList<>();
        int start = nextUnit(accessUnit, 0);
        while (start < accessUnit.length && units.size() < MAX_UNITS) {
            int next = nextUnit(accessUnit, start);
            int end = next > accessUnit.length ? accessUnit.length : next - START_CODE;
            while (end > start && accessUnit[end - 1] == 0) {
                end--;
            }
            if (end > start) {
                units.add(new Unit(start, end - start));
            }
            start = next;
        }
        return units;
    }

    /** Returns where the bytes after the next start code begin; a number beyond the end where there is none. */
    private static int nextUnit(byte[] bytes, int from) {
        for (int at = from; at + START_CODE <= bytes.length; at++) {
            if (bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1) {
                return at + START_CODE;
            }
        }
        return bytes.length + 1;
    }
}
