package live.griot.api.recording;

/** Why a recording is over. */
public enum RecordingEnd {
    /** The host stopped it. */
    HOST_STOPPED,
    /** The session ended. */
    SESSION_ENDED,
    /** The node that recorded it ended, or lost the session. */
    NODE_LOST,
    /** Its files cannot be written or read any more. */
    STORE_FAILED
}
