package live.griot.edge.egress;

/** Which of the last frames of a source were given and which were not; of frames that never came neither is decided. Not thread-safe. */
final class FrameWindow {
    /** How many frames are remembered. A power of two. */
    private static final int WINDOW = 1_024;

    private static final int MASK = WINDOW - 1;

    private final long[] decided = new long[WINDOW / Long.SIZE];
    private final long[] given = new long[WINDOW / Long.SIZE];
    private long first;
    private long highest;

    /** Begins anew with a frame, before which nothing counts. */
    void begin(long number) {
        first = number;
        highest = number - 1;
    }

    /** Returns whether a frame is later than all before it. */
    boolean isAhead(long number) {
        return number > highest;
    }

    /** Returns whether a frame follows the highest one before it with nothing between. */
    boolean isNext(long number) {
        return number == highest + 1;
    }

    /** Returns whether it is decided whether a frame is given; what is too old counts as not given. */
    boolean isDecided(long number) {
        return !isAhead(number) && (!isRemembered(number) || isSet(decided, number));
    }

    /** Returns whether a frame was given. */
    boolean isGiven(long number) {
        return !isAhead(number) && isRemembered(number) && isSet(decided, number) && isSet(given, number);
    }

    /** Decides whether a frame is given, once. */
    void decide(long number, boolean isGiven) {
        for (long skipped = Math.max(highest, number - WINDOW) + 1; skipped <= number; skipped++) {
            set(decided, skipped, false);
        }
        highest = Math.max(highest, number);
        set(decided, number, true);
        set(given, number, isGiven);
    }

    private boolean isRemembered(long number) {
        return number >= first && number > highest - WINDOW;
    }

    private static boolean isSet(long[] bits, long number) {
        return (bits[((int) number & MASK) >> 6] >>> number & 1) != 0;
    }

    private static void set(long[] bits, long number, boolean value) {
        int word = ((int) number & MASK) >> 6;
        bits[word] = value ? bits[word] | 1L << number : bits[word] & ~(1L << number);
    }
}
