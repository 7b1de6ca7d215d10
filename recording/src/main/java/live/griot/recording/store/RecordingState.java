package live.griot.recording.store;

/** What a recording was told to be. */
public enum RecordingState {
    RECORDING,
    PAUSED,
    /** Nothing is added any more. */
    FINISHED
}
