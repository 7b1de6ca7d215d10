package live.griot.edge.net;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A socket address in memory: struct sockaddr_in6, or sockaddr_in where the socket knows no IPv6. */
final class SocketName {
    static final int BYTES = 28;
    static final int BYTES_IPV4 = 16;

    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final long MAPPED = 0xFFFFL << 32;

    private static final int PORT = 2;
    private static final int IPV4_ADDRESS = 4;
    private static final int ADDRESS = 8;
    private static final int SCOPE = 24;

    private SocketName() {}

    /** Writes an address; returns its bytes. One of IPv6 cannot be written as one of IPv4. */
    static int write(MemorySegment to, long at, boolean ipv6, long high, long low, int port, int scope) {
        to.set(SHORT, at + PORT, (short) port);
        if (ipv6) {
            to.set(ValueLayout.JAVA_SHORT, at, (short) Linux.AF_INET6);
            to.set(ValueLayout.JAVA_INT, at + IPV4_ADDRESS, 0);
            to.set(LONG, at + ADDRESS, high);
            to.set(LONG, at + ADDRESS + 8, low);
            to.set(ValueLayout.JAVA_INT, at + SCOPE, scope);
            return BYTES;
        }
        to.set(ValueLayout.JAVA_SHORT, at, (short) Linux.AF_INET);
        to.set(INT, at + IPV4_ADDRESS, (int) low);
        to.set(LONG, at + ADDRESS, 0);
        return BYTES_IPV4;
    }

    static boolean isIpv6(MemorySegment from, long at) {
        return from.get(ValueLayout.JAVA_SHORT, at) == Linux.AF_INET6;
    }

    static int port(MemorySegment from, long at) {
        return from.get(SHORT, at + PORT) & 0xFFFF;
    }

    /** Returns the upper half of the address. */
    static long high(MemorySegment from, long at) {
        return isIpv6(from, at) ? from.get(LONG, at + ADDRESS) : 0;
    }

    /** Returns the lower half of the address, that of IPv4 mapped. */
    static long low(MemorySegment from, long at) {
        return isIpv6(from, at) ? from.get(LONG, at + ADDRESS + 8) : mapped(from.get(INT, at + IPV4_ADDRESS));
    }

    /** Returns the number of the interface of a link-local address, else 0. */
    static int scope(MemorySegment from, long at) {
        return isIpv6(from, at) ? from.get(ValueLayout.JAVA_INT, at + SCOPE) : 0;
    }

    static long mapped(int ipv4) {
        return MAPPED | (ipv4 & 0xFFFFFFFFL);
    }
}
