package live.griot.edge.sfu;

/** Why a packet that a tap was to take became part of no frame; each is counted. */
public enum TapDropReason {
    /** Whoever takes the frames did not keep up: too much waited, or for too long. */
    FELL_BEHIND,
    /** Waited while its publisher withdrew. */
    WITHDRAWN,
    /** A payload that makes no sense, and what else there was of its frame. */
    MALFORMED,
    /** Of a frame of which another packet never came. */
    INCOMPLETE,
    /** Came twice, or after it was given up. */
    LATE,
    /** Of a frame that is larger than any should be. */
    OVERSIZE
}
