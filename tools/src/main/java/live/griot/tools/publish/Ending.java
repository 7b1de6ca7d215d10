package live.griot.tools.publish;

/**
 * Why a broadcast is over.
 *
 * @param exitCode the process's
 * @param sentence what to say, or nothing
 */
record Ending(int exitCode, String sentence) {
    private static final int FAILED = 1;
    private static final int TERMINATED = 143;

    /** The file is at its end, or the time is over, or who started this process is gone. */
    static final Ending OF_THE_SOURCE = new Ending(0, "");

    /** A signal asked for it. */
    static final Ending BY_SIGNAL = new Ending(TERMINATED, "");

    static Ending failed(String sentence) {
        return new Ending(FAILED, sentence);
    }
}
