package live.griot.edge.rtp;

import java.io.ByteArrayOutputStream;

/** Writes bits, the highest first, for descriptors and parameter sets composed by hand. */
public final class BitWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int count;

    /** Writes the lower bits of a value. */
    public BitWriter bits(int value, int width) {
        for (int bit = width - 1; bit >= 0; bit--) {
            pending = pending << 1 | (value >>> bit & 1);
            if (++count == 8) {
                bytes.write(pending);
                pending = 0;
                count = 0;
            }
        }
        return this;
    }

    /** Writes zeros and ones as they stand, blanks left out. */
    public BitWriter bits(String zerosAndOnes) {
        zerosAndOnes.chars().filter(digit -> digit != ' ').forEach(digit -> bits(digit - '0', 1));
        return this;
    }

    /** Writes an unsigned number of variable length (H.264, section 9.1). */
    public BitWriter exponentialGolomb(int value) {
        int width = 32 - Integer.numberOfLeadingZeros(value + 1);
        return bits(0, width - 1).bits(value + 1, width);
    }

    /** Returns what was written, filled up with zeros. */
    public byte[] bytes() {
        if (count > 0) {
            bits(0, 8 - count);
        }
        return bytes.toByteArray();
    }
}
