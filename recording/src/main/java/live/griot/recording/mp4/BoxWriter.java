package live.griot.recording.mp4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes boxes into an array that grows (ISO/IEC 14496-12, section 4.2); all numbers are big-endian. Not thread-safe. */
final class BoxWriter {
    private static final int INITIAL_SIZE = 1_024;

    private byte[] bytes = new byte[INITIAL_SIZE];
    private int size;

    /** Writes what stands in a box. */
    @FunctionalInterface
    interface Content {
        void write();
    }

    /** Writes a box of four characters. */
    BoxWriter box(String type, Content content) {
        int start = size;
        u32(0);
        text(type);
        content.write();
        patch32(start, size - start);
        return this;
    }

    /** Writes a box with a version and 24 flags. */
    BoxWriter box(String type, int version, int flags, Content content) {
        return box(type, () -> {
            u32((long) version << 24 | flags);
            content.write();
        });
    }

    /** Writes one byte. */
    BoxWriter u8(int value) {
        bytes = size < bytes.length ? bytes : Arrays.copyOf(bytes, bytes.length * 2);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Writes two bytes. */
    BoxWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    /** Writes four bytes. */
    BoxWriter u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    /** Writes eight bytes. */
    BoxWriter u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    /** Writes that many zeros. */
    BoxWriter zeros(int count) {
        for (int i = 0; i < count; i++) {
            u8(0);
        }
        return this;
    }

    /** Writes bytes as they are. */
    BoxWriter raw(byte[] more) {
        return raw(more, 0);
    }

    /** Writes bytes as they are, from there to their end. */
    BoxWriter raw(byte[] more, int from) {
        for (int i = from; i < more.length; i++) {
            u8(more[i]);
        }
        return this;
    }

    /** Writes characters of ASCII, without an end. */
    BoxWriter text(String text) {
        return raw(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Puts four other bytes where some were written. */
    void patch32(int position, long value) {
        int end = size;
        size = position;
        u32(value);
        size = end;
    }

    /** Returns how many bytes were written. */
    int size() {
        return size;
    }

    /** Copies all that was written to the beginning of an array. */
    void copyTo(byte[] target) {
        System.arraycopy(bytes, 0, target, 0, size);
    }

    /** Returns what was written. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
