package live.griot.recording.store;

import java.io.IOException;
import java.util.List;
import live.griot.recording.mp4.ScannedPart;

/** Tells whether the bytes of a part are those that were written. */
final class PartCheck {
    private PartCheck() {}

    /** Returns whether the file has the part, and its checksum holds. */
    static boolean holds(ReadFile file, StoredPart part) throws IOException {
        return part.end() <= file.length() && Checksum.of(file.read(part.offset(), part.length())) == part.checksum();
    }

    /** Returns whether the file has the init segment and nothing else, and its checksum holds. */
    static boolean holds(ReadFile file, StoredRun run) throws IOException {
        return run.length() == file.length() && Checksum.of(file.read(0, run.length())) == run.checksum();
    }

    /** Returns whether the file has the parts of a segment and nothing else, and their checksums hold. */
    static boolean hold(ReadFile file, List<StoredPart> parts) throws IOException {
        for (StoredPart part : parts) {
            if (!holds(file, part)) {
                return false;
            }
        }
        return !parts.isEmpty() && parts.getLast().end() == file.length();
    }

    /** Returns whether a part can be taken that no checksum is known of: a file system may have made room for it and not written it. */
    static boolean looksWritten(byte[] bytes) {
        int zeros = 0;
        for (byte value : bytes) {
            zeros = value == 0 ? zeros + 1 : 0;
            if (zeros == StoreLimits.NEVER_WRITTEN_BYTES) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a part is small enough to have been stored. */
    static boolean fits(ScannedPart part) {
        return part.end() - part.start() <= StoreLimits.PART_BYTES;
    }
}
