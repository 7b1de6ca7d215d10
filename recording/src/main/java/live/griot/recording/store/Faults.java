package live.griot.recording.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells what a failure to write is about. */
final class Faults {
    /** A file system that has less than that left for us is full, whatever it calls it. In bytes. */
    private static final long NO_ROOM = 64 << 10;

    private Faults() {}

    /** Returns why what was to be written is missing. */
    static GapCause causeOf(IOException failure, Path directory) {
        if (failure instanceof IndexFullException) {
            return GapCause.LIMIT;
        }
        return isFull(failure, directory) ? GapCause.DISK_FULL : GapCause.FAILED;
    }

    private static boolean isFull(IOException failure, Path directory) {
        // Java has no type for it, and its words are the system's.
        String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("quota exceeded") || words.contains("not enough space")) {
            return true;
        }
        try {
            return Files.getFileStore(directory).getUsableSpace() < NO_ROOM;
        } catch (IOException unknown) {
            failure.addSuppressed(unknown);
            return false;
        }
    }
}
