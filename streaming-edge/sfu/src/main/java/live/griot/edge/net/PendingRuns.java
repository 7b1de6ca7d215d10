package live.griot.edge.net;

/**
 * Datagrams that wait in one memory, gathered to runs: those of a run go to one path, stand behind each other and are of one size, the last
 * may be shorter. Not thread-safe.
 */
final class PendingRuns {
    private static final int CAPACITY = NetLimits.GATHERED_RUNS;

    private final NetworkPath.Udp[] paths = new NetworkPath.Udp[CAPACITY];
    private final long[] starts = new long[CAPACITY];
    private final int[] lengths = new int[CAPACITY];
    private final int[] segmentSizes = new int[CAPACITY];
    private final int[] segments = new int[CAPACITY];
    private int count;

    /** Adds a datagram; {@code joins} says whether it may stand in one run with the one before it. */
    void add(NetworkPath.Udp path, long start, int length, boolean joins) {
        int last = count - 1;
        if (joins && count > 0 && takes(last, length) && isBehind(last, start) && paths[last].equals(path)) {
            lengths[last] += length;
            segments[last]++;
            return;
        }
        paths[count] = path;
        starts[count] = start;
        lengths[count] = length;
        segmentSizes[count] = length;
        segments[count] = 1;
        count++;
    }

    private boolean takes(int run, int length) {
        boolean lastIsWhole = lengths[run] == segments[run] * segmentSizes[run];
        return lastIsWhole
                && length <= segmentSizes[run]
                && segments[run] < NetLimits.SEGMENTS_PER_RUN
                && lengths[run] + length <= NetLimits.RUN_BYTES;
    }

    private boolean isBehind(int run, long start) {
        return starts[run] + lengths[run] == start;
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    int count() {
        return count;
    }

    NetworkPath.Udp path(int run) {
        return paths[run];
    }

    /** Returns where in the memory a run begins. */
    long start(int run) {
        return starts[run];
    }

    /** Returns all bytes of a run. */
    int length(int run) {
        return lengths[run];
    }

    /** Returns the bytes of each datagram of a run, of which the last may have fewer. */
    int segmentSize(int run) {
        return segmentSizes[run];
    }

    /** Returns the datagrams of a run. */
    int segments(int run) {
        return segments[run];
    }

    void clear() {
        count = 0;
    }
}
