package live.griot.recording.mp4.rulebreaker;

/** Breaks the rule that containers ask no clock. */
public final class ContainerThatAsksTheClock {
    /** Returns what time it is. */
    public long now() {
        return System.nanoTime();
    }
}
