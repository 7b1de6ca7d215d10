package live.griot.recording.frame;

/** Why a frame is in no part. */
public enum FrameDrop {
    /** It came after those that follow it were written. */
    LATE,
    /** Its bytes make no sense. */
    MALFORMED,
    /** A frame that it depends on is missing, or no key frame came yet. */
    UNDECODABLE,
    /** It is of a stream that is not recorded, or no longer. */
    NOT_SELECTED,
    /** Its time was taken: sound ran ahead of the clock, or silence stands there. */
    OVERLAPPING
}
