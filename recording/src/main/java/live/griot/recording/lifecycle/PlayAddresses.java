package live.griot.recording.lifecycle;

/** The port that knows where recordings are played. Thread-safe. */
public interface PlayAddresses {
    /** Returns the address of a recording's playlist, for who may play it, as an absolute path. */
    String of(RecordingRow recording);

    /** Returns the address of a file that was made of a recording, for who may play it, as an absolute path. */
    String made(RecordingRow recording, String file);
}
