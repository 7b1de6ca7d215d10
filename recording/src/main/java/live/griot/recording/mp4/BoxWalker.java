package live.griot.recording.mp4;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes from box to box through bytes that cannot be trusted (ISO/IEC 14496-12, section 4.2). It never leaves the bytes that it was made
 * for, nor the box that it went into, goes no deeper than {@value #MAX_DEPTH}, and ends where a box makes no sense: {@link #isWhole} then
 * says no. Not thread-safe.
 */
public final class BoxWalker {
    /** How deep boxes may stand in each other: twice as deep as in what is written here. */
    public static final int MAX_DEPTH = 12;

    private static final int HEADER = 8;
    private static final int WIDE_HEADER = 16;
    private static final int SIZE_FOLLOWS = 1;
    private static final long UNSIGNED = 0xFFFFFFFFL;

    private final ByteSource source;
    private final long end;
    private final int depth;
    private final byte[] buffer = new byte[HEADER];
    private long next;
    private @Nullable Box box;
    private boolean whole = true;

    /**
     * A box.
     *
     * @param type its four characters, the first one in the highest byte
     * @param start where its header begins
     * @param content where what stands in it begins
     * @param end where it ends
     */
    public record Box(int type, long start, long content, long end) {
        /** Returns whether it has that type, of four characters. */
        public boolean is(String name) {
            return type == typeOf(name);
        }
    }

    private BoxWalker(ByteSource source, long start, long end, int depth) {
        this.source = source;
        this.next = start;
        this.end = end;
        this.depth = depth;
    }

    /** Makes one for all the bytes. */
    public static BoxWalker of(ByteSource source) {
        return new BoxWalker(source, 0, source.length(), 1);
    }

    /** Returns four characters as a box's type. */
    static int typeOf(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }

    /** Goes on to the next box, which lies within the bytes whole; empty at the end, or where there is none. */
    public Optional<Box> next() throws IOException {
        box = whole && next < end ? read() : null;
        whole &= box != null || next == end;
        next = box == null ? next : box.end;
        return Optional.ofNullable(box);
    }

    private @Nullable Box read() throws IOException {
        long left = end - next;
        if (left < HEADER) {
            return null;
        }
        long size = u32(next);
        int type = (int) u32(next + 4);
        int header = HEADER;
        if (size == SIZE_FOLLOWS && left >= WIDE_HEADER) {
            header = WIDE_HEADER;
            size = u64(next + HEADER);
        }
        // A size of 0 is "to the end of the file" and never written here; it would make whole what was cut off.
        return size < header || size > left ? null : new Box(type, next, next + header, next + size);
    }

    /** Returns whether all was whole so far: boxes that end where the bytes do. */
    public boolean isWhole() {
        return whole;
    }

    /** Returns where the box that was reached ends; the beginning before the first. */
    public long position() {
        return next;
    }

    /** Goes into the box that was reached; null where that is too deep, or none was. */
    public @Nullable BoxWalker into() {
        Box outer = box;
        if (outer == null || depth == MAX_DEPTH) {
            return null;
        }
        return new BoxWalker(source, outer.content, outer.end, depth + 1);
    }

    private long u32(long position) throws IOException {
        return u64(position, 4);
    }

    private long u64(long position) throws IOException {
        return u64(position, 8);
    }

    private long u64(long position, int length) throws IOException {
        source.read(position, buffer, 0, length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (buffer[i] & 0xFF);
        }
        return length == 4 ? value & UNSIGNED : value;
    }
}
