package live.griot.tools.load;

import java.util.Arrays;

/** Writes bits into a NAL unit, most significant first. Not thread-safe. ITU-T H.264, section 7.2 and 9.1. */
final class BitWriter {
    private final byte[] bytes;
    private int bit;

    BitWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** Writes the lowest {@code count} bits, 32 at most. */
    BitWriter bits(int value, int count) {
        for (int place = count - 1; place >= 0; place--) {
            if ((value >>> place & 1) != 0) {
                bytes[bit >> 3] |= (byte) (0x80 >> (bit & 7));
            }
            bit++;
        }
        return this;
    }

    /** Writes an unsigned Exp-Golomb code. */
    BitWriter ue(int value) {
        int length = 32 - Integer.numberOfLeadingZeros(value + 1);
        return bits(0, length - 1).bits(value + 1, length);
    }

    /** Writes zeros up to the next byte. */
    BitWriter align() {
        bit = bit + 7 & ~7;
        return this;
    }

    /** Copies whole bytes; the writer is at a byte. */
    BitWriter copy(byte[] from, int at, int length) {
        System.arraycopy(from, at, bytes, bit >> 3, length);
        bit += 8 * length;
        return this;
    }

    /** Writes the bit that ends a NAL unit and returns the unit, with emulation prevention where it is needed. */
    byte[] finish() {
        bits(1, 1).align();
        int length = bit >> 3;
        byte[] escaped = new byte[length + length / 2];
        int to = 0;
        int zeros = 0;
        for (int at = 0; at < length; at++) {
            if (zeros >= 2 && (bytes[at] & 0xFF) <= 3) {
                escaped[to++] = 3;
                zeros = 0;
            }
            zeros = bytes[at] == 0 ? zeros + 1 : 0;
            escaped[to++] = bytes[at];
        }
        return Arrays.copyOf(escaped, to);
    }
}
