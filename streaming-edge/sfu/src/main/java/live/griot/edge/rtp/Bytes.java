package live.griot.edge.rtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network byte order, in byte arrays. */
public final class Bytes {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    /** Reads 16 bits, 0 to 65,535. */
    public static int u16(byte[] array, int at) {
        return (short) SHORT.get(array, at) & 0xFFFF;
    }

    /** Reads 24 bits, 0 to 16,777,215. */
    public static int u24(byte[] array, int at) {
        return (array[at] & 0xFF) << 16 | u16(array, at + 1);
    }

    /** Reads 32 bits. */
    public static int i32(byte[] array, int at) {
        return (int) INT.get(array, at);
    }

    /** Reads 64 bits. */
    public static long i64(byte[] array, int at) {
        return (long) LONG.get(array, at);
    }

    /** Writes the lower 16 bits. */
    public static void put16(byte[] array, int at, int value) {
        SHORT.set(array, at, (short) value);
    }

    /** Writes the lower 24 bits. */
    public static void put24(byte[] array, int at, int value) {
        array[at] = (byte) (value >> 16);
        put16(array, at + 1, value);
    }

    /** Writes 32 bits. */
    public static void put32(byte[] array, int at, int value) {
        INT.set(array, at, value);
    }

    /** Writes 64 bits. */
    public static void put64(byte[] array, int at, long value) {
        LONG.set(array, at, value);
    }
}
