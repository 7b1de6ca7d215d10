package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;
import live.griot.edge.rtp.Bytes;

/**
 * Reads transport-wide feedback: for each packet that a transport sent, whether it arrived and when. Arrival times are the receiver's
 * clock, continued over the wraps of its reference time; only differences mean something. A body is checked as a whole before anything
 * is told of it, so what is malformed says nothing. Nothing is allocated. Not thread-safe.
 * draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1.
 */
public final class TransportFeedbackReader {
    /** The most packets that one feedback may tell of, so that a few hostile bytes do not make much work. */
    public static final int MAX_PACKETS = SentPackets.MAX_PACKETS;

    private static final int HEADER = 8;
    private static final long DELTA_NANOS = 250_000;
    private static final long REFERENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(64);
    /** The reference time is a number of 24 bits. */
    private static final int REFERENCE_SHIFT = Integer.SIZE - 24;

    private static final int ONE_BIT_STATUSES = 14;
    private static final int TWO_BIT_STATUSES = 7;
    private static final int NOT_RECEIVED = 0;
    private static final int SMALL_DELTA = 1;
    private static final int LARGE_DELTA = 2;

    private long reference;
    private boolean begun;

    /** Is told of each packet of a feedback, in the order of sequence numbers. */
    public interface Listener {
        /** A packet arrived. {@code sequenceNumber} is of 16 bits, {@code arrivalNanos} the receiver's clock to a quarter of a millisecond. */
        void onReceived(int sequenceNumber, long arrivalNanos);

        /** A packet did not arrive until the feedback was written. */
        void onMissing(int sequenceNumber);
    }

    /** Returns the count of a body, 0 to 255, by which lost feedback is noticed; -1 when it is too short to have one. */
    public static int feedbackCount(byte[] bytes, int offset, int length) {
        return length < HEADER ? -1 : bytes[offset + 7] & 0xFF;
    }

    /**
     * Reads a body as {@link live.griot.edge.rtcp.RtcpReader.Listener#onTransportFeedback} gives it; returns false, and has told nothing,
     * when it is malformed.
     */
    public boolean read(byte[] bytes, int offset, int length, Listener listener) {
        int count = length < HEADER ? 0 : Bytes.u16(bytes, offset + 2);
        int deltas = count == 0 || count > MAX_PACKETS ? -1 : checkedDeltas(bytes, offset, length, count);
        if (deltas < 0) {
            return false;
        }
        int told = Bytes.u24(bytes, offset + 4);
        // The nearest time that ends in these 24 bits, as sequence numbers are unwrapped.
        reference = begun ? reference + (((told - (int) reference) << REFERENCE_SHIFT) >> REFERENCE_SHIFT) : told;
        begun = true;
        tell(bytes, offset, deltas, count, listener);
        return true;
    }

    /** Returns where the deltas begin, or -1 when the statuses or the deltas that they call for are not all there. */
    private static int checkedDeltas(byte[] bytes, int offset, int length, int count) {
        int end = offset + length;
        int at = offset + HEADER;
        int deltaBytes = 0;
        for (int left = count; left > 0; at += 2) {
            if (at + 2 > end) {
                return -1;
            }
            int chunk = Bytes.u16(bytes, at);
            int here = Math.min(left, statuses(chunk));
            if (here == 0) {
                return -1;
            }
            for (int place = 0; place < (isRun(chunk) ? 1 : here); place++) {
                int status = status(chunk, place);
                if (status > LARGE_DELTA) {
                    return -1;
                }
                deltaBytes += isRun(chunk) ? status * here : status;
            }
            left -= here;
        }
        return at + deltaBytes <= end ? at : -1;
    }

    private void tell(byte[] bytes, int offset, int deltas, int count, Listener listener) {
        int sequence = Bytes.u16(bytes, offset);
        int delta = deltas;
        long arrival = reference * REFERENCE_NANOS;
        int told = 0;
        for (int at = offset + HEADER; told < count; at += 2) {
            int chunk = Bytes.u16(bytes, at);
            int here = Math.min(count - told, statuses(chunk));
            for (int place = 0; place < here; place++) {
                int status = status(chunk, place);
                if (status == NOT_RECEIVED) {
                    listener.onMissing(sequence);
                } else {
                    arrival += DELTA_NANOS
                            * (status == SMALL_DELTA ? bytes[delta] & 0xFF : (short) Bytes.u16(bytes, delta));
                    delta += status;
                    listener.onReceived(sequence, arrival);
                }
                sequence = (sequence + 1) & 0xFFFF;
            }
            told += here;
        }
    }

    /** Sections 3.1.3 and 3.1.4: one status for a run of up to 8,191 packets, or a vector of 14 or 7 statuses. */
    private static int statuses(int chunk) {
        if (isRun(chunk)) {
            return chunk & 0x1FFF;
        }
        return hasTwoBits(chunk) ? TWO_BIT_STATUSES : ONE_BIT_STATUSES;
    }

    /** The status is also the number of bytes of the packet's delta. */
    private static int status(int chunk, int place) {
        if (isRun(chunk)) {
            return (chunk >> 13) & 3;
        }
        return hasTwoBits(chunk)
                ? (chunk >> (2 * (TWO_BIT_STATUSES - 1 - place))) & 3
                : (chunk >> (ONE_BIT_STATUSES - 1 - place)) & 1;
    }

    private static boolean isRun(int chunk) {
        return (chunk & 0x8000) == 0;
    }

    private static boolean hasTwoBits(int chunk) {
        return (chunk & 0x4000) != 0;
    }
}
