package live.griot.edge.rtp;

/** Arithmetic of 16-bit sequence numbers that wrap (RFC 1982). */
public final class SequenceNumbers {
    private SequenceNumbers() {}

    /** Returns how far {@code b} is after {@code a}, -32,768 to 32,767. */
    public static int distance(int a, int b) {
        return (short) (b - a);
    }

    /** Returns the unwrapped number nearest to {@code reference} whose lower 16 bits are {@code sequenceNumber}. */
    public static long unwrap(long reference, int sequenceNumber) {
        return reference + distance((int) (reference & 0xFFFF), sequenceNumber);
    }
}
