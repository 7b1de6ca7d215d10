package live.griot.recording.codec;

/**
 * Reads bits, the highest first. Past the end it reads zeros and says so afterwards in {@link #overrun}, so that a parser needs one check
 * at its end, not one a field. Not thread-safe.
 */
final class BitReader {
    private static final int MAX_PREFIX = 31;

    private final byte[] bytes;
    private final long end;
    private long position;
    private boolean overrun;

    /** Reads {@code length} bytes from {@code offset}. */
    BitReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset * 8L;
        this.end = (offset + (long) length) * 8;
    }

    /** Returns how many bits were read, from the first byte of the array on. */
    long position() {
        return position;
    }

    /** Returns whether more was read than there is, or a number that no field can have. */
    boolean overrun() {
        return overrun;
    }

    /** Reads one bit. */
    int bit() {
        if (position >= end) {
            overrun = true;
            return 0;
        }
        int bit = bytes[(int) (position >> 3)] >> (7 - (int) (position & 7)) & 1;
        position++;
        return bit;
    }

    /** Reads one bit as yes or no. */
    boolean flag() {
        return bit() != 0;
    }

    /** Reads 0 to 32 bits, as an unsigned number. */
    long bits(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** Passes over some bits. */
    void skip(int count) {
        position = Math.min(position + count, end + 1);
        overrun |= position > end;
    }

    /** Reads an unsigned number of variable length, at most 2^32 - 2 (H.264, section 9.1: ue(v)); a longer one counts as an overrun. */
    long exponentialGolomb() {
        int zeros = 0;
        while (!flag()) {
            if (overrun || ++zeros > MAX_PREFIX) {
                overrun = true;
                return 0;
            }
        }
        return (1L << zeros) - 1 + bits(zeros);
    }

    /** Reads a signed number of variable length (H.264, section 9.1.1: se(v)). */
    long signedExponentialGolomb() {
        long value = exponentialGolomb();
        return (value & 1) != 0 ? (value >> 1) + 1 : -(value >> 1);
    }
}
