package live.griot.recording.mp4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import live.griot.recording.codec.SequenceParameterSet;
import org.jspecify.annotations.Nullable;

/**
 * An {@code avcC} with one sequence parameter set (ISO/IEC 14496-15, section 5.3.3.1.2), as it is in a sample entry.
 *
 * @param entry the sample entry's box
 * @param at where the first byte behind {@code avcC} is
 * @param set the sequence parameter set
 */
@SuppressWarnings("ArrayRecordComponent") // A sample entry's, and never changed.
record AvcConfiguration(byte[] entry, int at, byte[] set) {
    private static final byte[] NAME = "avcC".getBytes(StandardCharsets.US_ASCII);
    private static final int LEVEL = 3;
    private static final int SETS = 5;
    private static final int SET = 8;

    /** Finds it; null where there is none with one set. */
    static @Nullable AvcConfiguration of(byte[] entry) {
        for (int i = 0; i + NAME.length + SET <= entry.length; i++) {
            if (Arrays.equals(entry, i, i + NAME.length, NAME, 0, NAME.length)) {
                int at = i + NAME.length;
                int length = (entry[at + SET - 2] & 0xFF) << 8 | (entry[at + SET - 1] & 0xFF);
                boolean isOne = (entry[at + SETS] & 0x1F) == 1 && at + SET + length <= entry.length;
                return isOne
                        ? new AvcConfiguration(entry, at, Arrays.copyOfRange(entry, at + SET, at + SET + length))
                        : null;
            }
        }
        return null;
    }

    /** Returns its level. */
    int level() {
        return entry[at + LEVEL] & 0xFF;
    }

    /** Returns whether both sample entries are the same but for the level. */
    boolean isSameButForLevel(AvcConfiguration other) {
        return SequenceParameterSet.isSameButForLevel(set, other.set)
                && Arrays.equals(entry, 0, at + LEVEL, other.entry, 0, other.at + LEVEL)
                && Arrays.equals(
                        entry,
                        at + SET + set.length,
                        entry.length,
                        other.entry,
                        other.at + SET + other.set.length,
                        other.entry.length);
    }
}
