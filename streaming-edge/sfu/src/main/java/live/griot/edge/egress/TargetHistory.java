package live.griot.edge.egress;

/** Which decode target was given from which frame on, as far as it is remembered, for frames that come late. Not thread-safe. */
final class TargetHistory {
    /** No decode target: before the first that could be told. */
    static final int NONE = -1;

    /** How many of the last changes are remembered. A power of two. */
    private static final int CHANGES = 16;

    private final long[] since = new long[CHANGES];
    private final int[] targets = new int[CHANGES];
    private int changes;

    /** Forgets everything. */
    void clear() {
        changes = 0;
    }

    boolean isEmpty() {
        return changes == 0;
    }

    /** Notes which target is given from a frame on, later than all before it. */
    void add(long frame, int target) {
        since[changes % CHANGES] = frame;
        targets[changes % CHANGES] = target;
        changes++;
    }

    /** Returns the target that was given when a frame was due; {@link #NONE} before all that is remembered. */
    int at(long frame) {
        for (int change = changes - 1; change >= oldest(); change--) {
            if (since[change % CHANGES] <= frame) {
                return targets[change % CHANGES];
            }
        }
        return NONE;
    }

    /** Returns the first target that is remembered; only when there is one. */
    int first() {
        return targets[oldest() % CHANGES];
    }

    private int oldest() {
        return Math.max(0, changes - CHANGES);
    }
}
