package live.griot.edge.egress;

import java.util.Arrays;

/**
 * Maps the numbers of a source (of packets, of pictures) onto outgoing ones: what is left out on purpose leaves no hole, what is lost on
 * the way here keeps its place, so that it can still come. The last numbers are remembered one by one. Not thread-safe.
 */
final class SequenceNumberMunger {
    /** How many of the last numbers are remembered; what is older has no place any more. A power of two. */
    static final int WINDOW = 1_024;

    private static final int MASK = WINDOW - 1;

    private final long[] dropped = new long[WINDOW / Long.SIZE];
    private final long[] awaited = new long[WINDOW / Long.SIZE];
    private long first;
    private long highest;
    private long offset;

    /** Begins anew: {@code number} becomes {@code outgoing}, and nothing before it has a place. */
    void begin(long number, long outgoing) {
        Arrays.fill(dropped, 0);
        Arrays.fill(awaited, 0);
        first = number;
        highest = number - 1;
        offset = outgoing - number;
    }

    /** Returns whether a number is later than all before it. */
    boolean isAhead(long number) {
        return number > highest;
    }

    /** Returns whether a number follows the highest one before it with nothing between. */
    boolean isNext(long number) {
        return number == highest + 1;
    }

    /** Gives a number that is ahead its place; numbers that were skipped keep theirs. */
    void keep(long number) {
        advance(number);
        clear(awaited, number);
    }

    /** Leaves out a number that is ahead; numbers that were skipped keep their places. */
    void drop(long number) {
        advance(number);
        clear(awaited, number);
        set(dropped, number);
        offset--;
    }

    private void advance(long number) {
        if (number - highest > WINDOW) {
            Arrays.fill(dropped, 0);
            Arrays.fill(awaited, -1);
        } else {
            for (long skipped = highest + 1; skipped <= number; skipped++) {
                clear(dropped, skipped);
                set(awaited, skipped);
            }
        }
        highest = number;
    }

    /** Returns whether a number that is not ahead has a place. */
    boolean isKept(long number) {
        return isRemembered(number) && !isSet(dropped, number);
    }

    /** Returns whether a number that is not ahead was skipped and has not come since; it now has. */
    boolean takeAwaited(long number) {
        if (!isAwaited(number)) {
            return false;
        }
        clear(awaited, number);
        return true;
    }

    /** Returns whether a number that is not ahead was skipped and has not come since. */
    boolean isAwaited(long number) {
        return isRemembered(number) && isSet(awaited, number);
    }

    private boolean isRemembered(long number) {
        return number >= first && number > highest - WINDOW;
    }

    /** Returns the highest outgoing number that was given away, to what came or to what may still come. */
    long last() {
        return highest + offset;
    }

    /** Returns the outgoing number of one that has a place. */
    long map(long number) {
        long mapped = number + offset;
        for (long later = number + 1; later <= highest; later++) {
            if (isSet(dropped, later)) {
                mapped++;
            }
        }
        return mapped;
    }

    private static boolean isSet(long[] bits, long number) {
        return (bits[((int) number & MASK) >> 6] >>> number & 1) != 0;
    }

    private static void set(long[] bits, long number) {
        bits[((int) number & MASK) >> 6] |= 1L << number;
    }

    private static void clear(long[] bits, long number) {
        bits[((int) number & MASK) >> 6] &= ~(1L << number);
    }
}
