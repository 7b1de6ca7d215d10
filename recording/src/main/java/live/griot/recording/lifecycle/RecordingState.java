package live.griot.recording.lifecycle;

/** What a recording is now, as clients see it. */
public enum RecordingState {
    /** It begins when its session starts. */
    PLANNED,
    RECORDING,
    PAUSED,
    /** Nothing is added any more: it can be played to its end. */
    FINISHED,
    /** It is nobody's to see any more. */
    DELETED
}
