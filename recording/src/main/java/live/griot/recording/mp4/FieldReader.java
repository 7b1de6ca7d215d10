package live.griot.recording.mp4;

import java.io.IOException;

/**
 * Reads the numbers of one box, big-endian. Past the end of the box it reads zeros and says so in {@link #overrun}, so that a parser needs
 * one check at its end. Not thread-safe.
 */
final class FieldReader {
    /** The longest box whose numbers are read: those of some 80,000 samples. A longer one reads as an empty one. */
    static final int MAX_BOX = 1 << 20;

    private final byte[] bytes;
    private int position;
    private boolean overrun;

    private FieldReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads what stands in a box. */
    static FieldReader of(ByteSource source, BoxWalker.Box box) throws IOException {
        long length = box.end() - box.content();
        if (length > MAX_BOX) {
            return new FieldReader(new byte[0]);
        }
        byte[] bytes = new byte[(int) length];
        source.read(box.content(), bytes, 0, bytes.length);
        return new FieldReader(bytes);
    }

    /** Reads an unsigned number of four bytes. */
    long u32() {
        if (bytes.length - position < 4) {
            overrun = true;
            position = bytes.length;
            return 0;
        }
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | (bytes[position++] & 0xFF);
        }
        return value;
    }

    /** Reads a number of eight bytes; one beyond 2^63 is negative. */
    long u64() {
        return u32() << 32 | u32();
    }

    /** Reads a number of four bytes where it is there, else returns the other. */
    long u32If(boolean isThere, long otherwise) {
        return isThere ? u32() : otherwise;
    }

    /** Returns whether more was read than there is. */
    boolean overrun() {
        return overrun;
    }
}
