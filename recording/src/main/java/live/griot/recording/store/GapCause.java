package live.griot.recording.store;

/** Why a stretch of a track was not stored. */
public enum GapCause {
    /** Frames were lost on the way here. */
    LOST,
    /** Nothing came for some time. */
    NOTHING_CAME,
    /** The disk was slower than what came. */
    BEHIND,
    /** The disk was full. */
    DISK_FULL,
    /** The disk, or what keeps its files, failed. */
    FAILED,
    /** A limit was reached: a part too large, an index too long. */
    LIMIT
}
