package live.griot.recording.lifecycle;

/** The tables {@code recording}, {@code recording_usage}, {@code recording_plan} and {@code recording_answer}. */
public final class RecordingTables {
    /**
     * The processing group of what keeps them: that of the sessions, so that a recording is never there before its session, and no write
     * waits for one more.
     */
    public static final String GROUP = "sessions";

    /** Stands for all hosts in {@code recording_usage}. */
    static final String ALL = "*";

    private RecordingTables() {}
}
