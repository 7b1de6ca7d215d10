package live.griot.edge.preview;

/**
 * Reads VP8's boolean entropy code (RFC 6386, section 7.3). Past the end it reads zeros, as every decoder does. Not thread-safe.
 */
final class BoolReader {
    private static final int EVEN = 128;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int value;
    private int range = 255;
    private int bitsInValue = -8;

    /** Reads {@code length} bytes from {@code offset}. */
    BoolReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
        fill();
    }

    /** Returns a bit that is 0 with a probability of {@code probability} in 256. */
    int bit(int probability) {
        int split = 1 + (((range - 1) * probability) >> 8);
        if (bitsInValue < 0) {
            fill();
        }
        int bigSplit = split << bitsInValue;
        int bit = 0;
        if (value >= bigSplit) {
            value -= bigSplit;
            range -= split;
            bit = 1;
        } else {
            range = split;
        }
        int shift = Integer.numberOfLeadingZeros(range) - 24;
        range <<= shift;
        bitsInValue -= shift;
        return bit;
    }

    boolean flag() {
        return bit(EVEN) != 0;
    }

    /** Reads an unsigned number of that many bits. */
    int number(int bits) {
        int number = 0;
        for (int i = 0; i < bits; i++) {
            number = number << 1 | bit(EVEN);
        }
        return number;
    }

    /** Reads a number of that many bits and its sign after it. */
    int signed(int bits) {
        int number = number(bits);
        return flag() ? -number : number;
    }

    /** Reads a signed number if a flag says that it is there, else 0. */
    int optional(int bits) {
        return flag() ? signed(bits) : 0;
    }

    /** Walks down a tree (RFC 6386, section 8.1): a positive entry is the next pair's index, others are negated leaves. */
    int tree(int[] tree, int[] probabilities) {
        int node = 0;
        do {
            node = tree[node + bit(probabilities[node >> 1])];
        } while (node > 0);
        return -node;
    }

    /** The value's upper eight bits, above {@code bitsInValue}, are compared with the split; below are bits to come. */
    private void fill() {
        while (bitsInValue < 0) {
            value = value << 16 | next() << 8 | next();
            bitsInValue += 16;
        }
    }

    private int next() {
        return at < end ? bytes[at++] & 0xFF : 0;
    }
}
