package live.griot.edge.egress;

/**
 * Maps the timestamps of one source onto outgoing ones. A source that had to join later than its time, because time never goes back,
 * catches up from frame to frame; packets that come late get what their frame got. Not thread-safe: owned by the viewer's egress loop.
 */
final class TimestampMap {
    /** How many of the last changes are remembered: more than it takes to catch up. A power of two. */
    private static final int CHANGES = 64;

    private final int[] from = new int[CHANGES];
    private final int[] offsets = new int[CHANGES];
    private int changes;
    private int latest;
    private int behind;
    private boolean gap;

    /**
     * Begins with a source.
     *
     * @param outgoing what its first timestamp becomes
     * @param behindTicks by how much that is later than it should be
     */
    void begin(int timestamp, int outgoing, int behindTicks) {
        changes = 1;
        from[0] = timestamp;
        offsets[0] = outgoing - timestamp;
        latest = timestamp;
        behind = behindTicks;
        gap = false;
    }

    /** Notes that packets are missing before the one that comes next: they may still need their time. */
    void onGap() {
        gap = true;
    }

    /** Notes a packet that comes in order; its frame may follow the one before it by no less than {@code leastStep}. */
    void advance(int timestamp, int leastStep) {
        int step = timestamp - latest;
        if (step <= 0) {
            return;
        }
        latest = timestamp;
        int gained = gap ? 0 : Math.min(behind, step - leastStep);
        gap = false;
        if (gained > 0) {
            behind -= gained;
            int before = offsets[slot(changes - 1)];
            from[slot(changes)] = timestamp;
            offsets[slot(changes)] = before - gained;
            changes++;
        }
    }

    /** Returns what a timestamp becomes. */
    int map(int timestamp) {
        int last = changes - 1;
        int oldest = Math.max(0, changes - CHANGES);
        while (last > oldest && timestamp - from[slot(last)] < 0) {
            last--;
        }
        return timestamp + offsets[slot(last)];
    }

    private static int slot(int change) {
        return change & CHANGES - 1;
    }
}
