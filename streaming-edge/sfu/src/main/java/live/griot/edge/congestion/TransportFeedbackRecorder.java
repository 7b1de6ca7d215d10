package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.SequenceNumbers;

/**
 * Records when each packet of a transport arrived, by its transport-wide sequence number, and writes it as feedback from which the
 * publisher estimates its bandwidth. Not thread-safe: owned by the ingest loop; time comes in.
 * draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1.
 */
public final class TransportFeedbackRecorder {
    /** The most bytes of a feedback body. */
    public static final int MAX_BODY = 1_000;

    /** The most packets one feedback tells of; what is older is forgotten. */
    private static final int WINDOW = 256;

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long DELTA_NANOS = 250_000;
    private static final long REFERENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(64);
    private static final int SMALL_DELTA = 1;
    private static final int LARGE_DELTA = 2;
    private static final int STATUSES_A_CHUNK = 7;

    private final long[] arrivals = new long[0x10000 >> 4];
    private final long originNanos;
    private long next = -1;
    private long highest = -1;
    private long writtenNanos;
    private int feedbackCount;

    /** Begins at that moment; arrival times are told relative to it. */
    public TransportFeedbackRecorder(long nowNanos) {
        originNanos = nowNanos - REFERENCE_NANOS;
        writtenNanos = nowNanos;
    }

    /** Notes the arrival of a packet. */
    public void onPacket(int sequenceNumber, long arrivalNanos) {
        long index = highest < 0 ? sequenceNumber + 0x10000L : SequenceNumbers.unwrap(highest, sequenceNumber);
        if (next < 0) {
            next = index;
        }
        if (index < next) {
            return;
        }
        for (long missing = highest < 0 ? index : highest + 1; missing < index; missing++) {
            arrivals[slot(missing)] = 0;
        }
        if (index > highest || arrivals[slot(index)] == 0) {
            arrivals[slot(index)] = Math.max(1, arrivalNanos - originNanos);
        }
        highest = Math.max(highest, index);
        next = Math.max(next, highest - WINDOW + 1);
    }

    /** Returns whether there is something to tell and the last feedback is old enough. */
    public boolean isDue(long nowNanos) {
        return next >= 0 && next <= highest && nowNanos - writtenNanos >= INTERVAL_NANOS;
    }

    /** Writes what arrived since the last call; returns the bytes written. {@code to} has room for {@link #MAX_BODY}. */
    public int write(long nowNanos, byte[] to) {
        int count = (int) (highest - next + 1);
        long reference = arrivals[slot(firstArrived())] / REFERENCE_NANOS;
        Bytes.put16(to, 0, (int) next);
        Bytes.put16(to, 2, count);
        Bytes.put24(to, 4, (int) (reference & 0xFFFFFF));
        to[7] = (byte) feedbackCount++;
        int end = writeDeltas(to, reference, count);
        next = highest + 1;
        writtenNanos = nowNanos;
        return end;
    }

    /** The reference time is that of the first packet that arrived; those missing before it are told too, for they are losses. */
    private long firstArrived() {
        long first = next;
        while (first < highest && arrivals[slot(first)] == 0) {
            first++;
        }
        return first;
    }

    private int writeDeltas(byte[] to, long reference, int count) {
        int chunks = (count + STATUSES_A_CHUNK - 1) / STATUSES_A_CHUNK;
        int delta = 8 + 2 * chunks;
        long before = reference * REFERENCE_NANOS / DELTA_NANOS;
        for (int chunk = 0; chunk < chunks; chunk++) {
            int symbols = 0;
            for (int place = 0; place < STATUSES_A_CHUNK; place++) {
                int offset = chunk * STATUSES_A_CHUNK + place;
                int symbol = 0;
                if (offset < count && arrivals[slot(next + offset)] != 0) {
                    long ticks = arrivals[slot(next + offset)] / DELTA_NANOS;
                    long step = Math.clamp(ticks - before, Short.MIN_VALUE, Short.MAX_VALUE);
                    before += step;
                    symbol = step >= 0 && step <= 0xFF ? SMALL_DELTA : LARGE_DELTA;
                    delta = writeDelta(to, delta, (int) step, symbol);
                }
                symbols |= symbol << (2 * (STATUSES_A_CHUNK - 1 - place));
            }
            // A status vector chunk with two bits a packet (section 3.1.4).
            Bytes.put16(to, 8 + 2 * chunk, 0xC000 | symbols);
        }
        return delta;
    }

    private static int writeDelta(byte[] to, int at, int step, int symbol) {
        if (symbol == SMALL_DELTA) {
            to[at] = (byte) step;
            return at + 1;
        }
        Bytes.put16(to, at, step);
        return at + 2;
    }

    private int slot(long index) {
        return (int) (index & arrivals.length - 1);
    }
}
