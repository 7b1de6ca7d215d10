package live.griot.edge.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** Where the fields of a struct mmsghdr and a struct iovec are, in arrays of them (64-bit Linux). */
final class MessageHeader {
    /** The bytes of a struct mmsghdr. */
    static final int BYTES = 64;
    /** The bytes of a struct iovec. */
    static final int VECTOR_BYTES = 16;

    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int VECTOR = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int TRANSFERRED = 56;

    private MessageHeader() {}

    /** Says where a message's name, its one vector and its control messages are. */
    static void point(MemorySegment messages, int i, long name, long vector, long control) {
        long at = (long) i * BYTES;
        messages.set(JAVA_LONG, at + NAME, name);
        messages.set(JAVA_LONG, at + VECTOR, vector);
        messages.set(JAVA_LONG, at + VECTOR_COUNT, 1);
        messages.set(JAVA_LONG, at + CONTROL, control);
    }

    /** Says where a message's bytes are. */
    static void data(MemorySegment vectors, int i, long address, long length) {
        vectors.set(JAVA_LONG, (long) i * VECTOR_BYTES, address);
        vectors.set(JAVA_LONG, (long) i * VECTOR_BYTES + 8, length);
    }

    /** Says how long a message's name and control messages are. */
    static void lengths(MemorySegment messages, int i, int name, long control) {
        long at = (long) i * BYTES;
        messages.set(JAVA_INT, at + NAME_LENGTH, name);
        messages.set(JAVA_LONG, at + CONTROL_LENGTH, control);
    }

    static long controlLength(MemorySegment messages, int i) {
        return messages.get(JAVA_LONG, (long) i * BYTES + CONTROL_LENGTH);
    }

    static int flags(MemorySegment messages, int i) {
        return messages.get(JAVA_INT, (long) i * BYTES + FLAGS);
    }

    /** Returns the bytes that were received or sent. */
    static int transferred(MemorySegment messages, int i) {
        return messages.get(JAVA_INT, (long) i * BYTES + TRANSFERRED);
    }
}
