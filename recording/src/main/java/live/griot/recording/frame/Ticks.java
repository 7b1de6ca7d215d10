package live.griot.recording.frame;

/** Between nanoseconds and the units of a clock; right for as long as a clock of nanoseconds lasts. */
final class Ticks {
    private static final long SECOND = 1_000_000_000;

    private Ticks() {}

    /** Returns nanoseconds as units of a clock of so many hertz, the nearest: what came from units becomes the same again. */
    static long of(long nanos, int rate) {
        return Math.floorDiv(nanos, SECOND) * rate + (Math.floorMod(nanos, SECOND) * rate + SECOND / 2) / SECOND;
    }

    /** Returns units as nanoseconds, rounded down. */
    static long nanos(long ticks, int rate) {
        return Math.floorDiv(ticks, (long) rate) * SECOND + Math.floorMod(ticks, (long) rate) * SECOND / rate;
    }
}
