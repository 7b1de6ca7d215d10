package live.griot.recording.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The open bitstream units of an AV1 temporal unit, each with its size (AV1 Bitstream and Decoding Process Specification, section 5.3). */
public final class Av1Units {
    /** A sequence header. */
    public static final int SEQUENCE_HEADER = 1;
    /** What says that a temporal unit begins. */
    public static final int TEMPORAL_DELIMITER = 2;
    /** The head of a frame, its tiles to follow. */
    public static final int FRAME_HEADER = 3;
    /** A frame with its head. */
    public static final int FRAME = 6;
    /** Filling. */
    public static final int PADDING = 15;

    /** The most units of one temporal unit; more make no sense. */
    public static final int MAX_UNITS = 1_024;

    private static final int MAX_SIZE_BYTES = 8;

    private Av1Units() {}

    /**
     * A unit within its temporal unit's bytes.
     *
     * @param offset where its header begins
     * @param payload where what it carries begins
     * @param end where it ends
     */
    public record Unit(int type, int offset, int payload, int end) {}

    /** Returns the units, in order; null where they make no sense, or one has no size. */
    public static @Nullable List<Unit> of(byte[] temporalUnit) {
        List<Unit> units = new ArrayList<>();
        int at = 0;
        while (at < temporalUnit.length) {
            Unit unit = unit(temporalUnit, at);
            if (unit == null || units.size() == MAX_UNITS) {
                return null;
            }
            units.add(unit);
            at = unit.end;
        }
        return units;
    }

    private static @Nullable Unit unit(byte[] bytes, int offset) {
        int header = bytes[offset];
        boolean forbidden = (header & 0x80) != 0;
        boolean hasExtension = (header & 0x04) != 0;
        boolean hasSize = (header & 0x02) != 0;
        int at = offset + (hasExtension ? 2 : 1);
        long size = 0;
        for (int i = 0; i < MAX_SIZE_BYTES && at < bytes.length; i++) {
            int next = bytes[at++];
            size |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                boolean fits = !forbidden && hasSize && size <= bytes.length - at;
                return fits ? new Unit(header >> 3 & 0xF, offset, at, at + (int) size) : null;
            }
        }
        return null;
    }

    /** Returns whether a frame, or its head, that begins there is a key frame that is shown (section 5.9.2). */
    public static boolean isShownKeyFrame(byte[] bytes, Unit frame) {
        // show_existing_frame 0, frame_type 00, show_frame 1
        return frame.end > frame.payload && (bytes[frame.payload] & 0xF0) == 0x10;
    }
}
