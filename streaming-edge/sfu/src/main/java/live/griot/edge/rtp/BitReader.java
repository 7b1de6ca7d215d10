package live.griot.edge.rtp;

/**
 * Reads bits, the highest first. Past the end it reads zeros and says so afterwards in {@link #overrun}, so that a parser needs one check
 * at its end, not one a field. Not thread-safe.
 */
public final class BitReader {
    private final byte[] bytes;
    private final int end;
    private int position;
    private boolean overrun;

    /** Reads {@code length} bytes from {@code offset}. */
    public BitReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset * 8;
        this.end = (offset + length) * 8;
    }

    /** Returns whether more was read than there is. */
    public boolean overrun() {
        return overrun;
    }

    /** Returns how many bits were read of the array, from its beginning. */
    public int position() {
        return position;
    }

    /** Reads one bit. */
    public int bit() {
        if (position >= end) {
            overrun = true;
            return 0;
        }
        int bit = bytes[position >> 3] >> (7 - (position & 7)) & 1;
        position++;
        return bit;
    }

    /** Reads one bit as yes or no. */
    public boolean flag() {
        return bit() != 0;
    }

    /** Reads 0 to 32 bits. */
    public int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** Reads an unsigned number of variable length (H.264, section 9.1: ue(v)); one too long for 32 bits counts as an overrun. */
    public int exponentialGolomb() {
        int zeros = 0;
        while (!flag()) {
            if (overrun || ++zeros > 31) {
                overrun = true;
                return 0;
            }
        }
        return (1 << zeros) - 1 + bits(zeros);
    }

    /** Reads a signed number of variable length (H.264, section 9.1.1: se(v)). */
    public int signedExponentialGolomb() {
        int value = exponentialGolomb();
        return (value & 1) != 0 ? (value >>> 1) + 1 : -(value >>> 1);
    }

    /** Reads one of {@code count} values in as few bits as do (AV1, section 4.10.7: ns(n)); {@code count} is 1 or more. */
    int nonSymmetric(int count) {
        int width = 32 - Integer.numberOfLeadingZeros(count);
        int shorter = (1 << width) - count;
        int value = bits(width - 1);
        return value < shorter ? value : (value << 1) - shorter + bit();
    }
}
