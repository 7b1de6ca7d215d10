package live.griot.recording.lifecycle;

/** The port that knows where recordings are played. Thread-safe. */
public interface PlayAddresses {
    /** Returns the address of a recording's playlist, for who may play it, as an absolute path. */
    String of(RecordingRow recording);
}
