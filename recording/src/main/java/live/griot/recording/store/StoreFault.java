package live.griot.recording.store;

import java.nio.file.Path;

/**
 * Something that is not as it was written.
 *
 * @param file what it is about, from the directory of all recordings
 * @param detail for a person
 */
public record StoreFault(Kind kind, Path file, String detail) {
    /** What is wrong. */
    public enum Kind {
        /** The index has bytes that are no lines, or lines that cannot follow those before them. */
        INDEX_DAMAGED,
        /** A file is missing that the index knows. */
        FILE_MISSING,
        /** A file is shorter than the index says. */
        TOO_SHORT,
        /** Bytes are not those that were written. */
        CHECKSUM,
        /** A file has bytes that the index does not know. */
        UNKNOWN_BYTES,
        /** There is a file that the index does not know. */
        UNKNOWN_FILE
    }
}
