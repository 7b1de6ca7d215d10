package live.griot.edge.tap;

import java.util.Arrays;

/** Bytes of a frame that is put together. It grows up to a limit; what is beyond it is not taken, and told. Not thread-safe. */
final class FrameBuffer {
    /** The most bytes of a frame: four times what a key frame of 4K takes. */
    static final int MAX_BYTES = 4 << 20;

    private static final int FIRST_BYTES = 4_096;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private boolean overflowed;

    /** Adds bytes of an array. */
    void add(byte[] from, int offset, int count) {
        if (makeRoom(count)) {
            System.arraycopy(from, offset, bytes, length, count);
            length += count;
        }
    }

    /** Adds a byte. */
    void add(int value) {
        if (makeRoom(1)) {
            bytes[length++] = (byte) value;
        }
    }

    private boolean makeRoom(int count) {
        overflowed |= count > MAX_BYTES - length;
        if (!overflowed && length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(MAX_BYTES, Math.max(2 * bytes.length, length + count)));
        }
        return !overflowed;
    }

    /** Returns how many bytes there are. */
    int length() {
        return length;
    }

    /** Returns the array that holds the bytes, valid until more are added. */
    byte[] array() {
        return bytes;
    }

    /** Returns whether something did not fit. */
    boolean overflowed() {
        return overflowed;
    }

    /** Returns a copy of the bytes. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Begins anew; memory for a large frame is not kept. */
    void clear() {
        length = 0;
        overflowed = false;
        if (bytes.length > FIRST_BYTES << 6) {
            bytes = new byte[FIRST_BYTES];
        }
    }
}
