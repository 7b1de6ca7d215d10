package live.griot.recording.store;

/**
 * A stretch of a recording.
 *
 * @param fromMillis where it begins, by the wall clock, in milliseconds since 1970
 * @param toMillis where it ends, which is not before that
 */
public record Stretch(long fromMillis, long toMillis) {
    /** All that there is. */
    public static final Stretch WHOLE = new Stretch(0, Long.MAX_VALUE);

    public Stretch {
        Checks.notNegative(fromMillis);
        Checks.require(toMillis >= fromMillis);
    }

    /** Returns whether it has something of another, each taken as it is, without its ends. */
    boolean overlaps(long otherFrom, long otherTo) {
        return fromMillis < otherTo && otherFrom < toMillis;
    }
}
