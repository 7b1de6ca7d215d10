package live.griot.recording.store;

import java.util.concurrent.TimeUnit;

/** The limits of this package, with their units in their names, and what has to hold between them. */
final class StoreLimits {
    /** What may wait to be written, of all recordings together. */
    static final int QUEUE_BYTES = 32 << 20;
    /** How long the oldest of it may have waited before nothing more is taken. */
    static final long QUEUE_AGE_NANOS = TimeUnit.SECONDS.toNanos(4);
    /** What a command counts for beside the bytes that it carries. */
    static final int COMMAND_BYTES = 256;
    /** How many lines without bytes of their own, states say, wait for a disk that takes nothing. */
    static final int WAITING_NOTES = 1_024;
    /** How often what was written is forced to the disk. */
    static final long FORCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long closing the store waits for its thread: a disk that hangs for longer does not keep the program from ending. */
    static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** The largest part, half a second of 128 Mbit/s. */
    static final int PART_BYTES = 8 << 20;
    /** The largest init segment. */
    static final int INIT_BYTES = 64 << 10;
    /** The longest line of an index. */
    static final int LINE_BYTES = 512;
    /** The longest index: some 600,000 parts, the programme and four stems for 16 hours, or picture and sound of four people for eight. */
    static final long INDEX_BYTES = 64L << 20;
    /** What of that is left to seals and to the end when parts take no more. */
    static final long INDEX_RESERVE_BYTES = 256L << 10;
    /** The most tracks of a recording. */
    static final int TRACKS = 128;
    /** The longest id that a recording or a track is named by, in characters. */
    static final int ID_CHARS = 64;
    /** So many zeros in a row are in no encoded sample: a file system left them that knew the size and not the bytes. */
    static final int NEVER_WRITTEN_BYTES = 64;
    /** What is read from a file at once. */
    static final int READ_BYTES = 64 << 10;

    static {
        require(PART_BYTES + COMMAND_BYTES < QUEUE_BYTES && INIT_BYTES < PART_BYTES);
        require(FORCE_NANOS < QUEUE_AGE_NANOS && QUEUE_AGE_NANOS < CLOSE_NANOS);
        require(4 * ID_CHARS < LINE_BYTES && LINE_BYTES < READ_BYTES);
        // A seal, a gap and the end of each track still fit when no part does any more.
        require(2L * TRACKS * LINE_BYTES <= INDEX_RESERVE_BYTES && INDEX_RESERVE_BYTES < INDEX_BYTES);
    }

    private StoreLimits() {}

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("The limits of the store contradict each other");
        }
    }
}
