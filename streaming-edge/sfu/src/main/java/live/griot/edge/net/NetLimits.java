package live.griot.edge.net;

import java.util.concurrent.TimeUnit;

/** Every limit of this package, and how they hang together. */
final class NetLimits {
    /** Datagrams that one {@link DatagramPort#receive} hands over at most. */
    static final int DATAGRAMS_PER_RECEIVE = 256;
    /** Datagrams that one system call receives at most. */
    static final int DATAGRAMS_PER_CALL = 64;
    /** Known senders whose paths are not made anew for each datagram; a power of two. */
    static final int CACHED_PATHS = 4_096;

    /** Runs that one system call sends at most. */
    static final int RUNS_PER_CALL = 64;
    /** Runs that a sender gathers at most; it leaves before the flush then. */
    static final int GATHERED_RUNS = 512;
    /** Datagrams of a run; the kernel takes no more (UDP_MAX_SEGMENTS, 64 in old ones). */
    static final int SEGMENTS_PER_RUN = 64;
    /** Bytes of a run: an IP length field counts to 65,535, headers included. */
    static final int RUN_BYTES = 65_000;
    /** Bytes that may be written behind the largest datagram, for who seals in place. */
    static final int SPARE_BYTES = 64;
    /** Memory of a sender: it leaves before the flush when that is full. */
    static final int SEND_MEMORY = 512 * 1_024;
    /** How long a flush waits for a kernel that takes nothing. */
    static final int SEND_WAIT_MILLIS = 2;
    /** How long a path counts as full after the kernel took nothing. */
    static final int OVERFLOW_MILLIS = 5;
    /** What is asked for each socket, either way. */
    static final int SOCKET_BUFFER = 4 * 1_024 * 1_024;
    /** How often another port is tried when any will do and it is free on one address but not on the next. */
    static final int BIND_ATTEMPTS = 16;

    /** TCP connections at once, and from one address; many people are behind the one address of an office. */
    static final int TCP_CONNECTIONS = 4_000;

    static final int TCP_CONNECTIONS_PER_ADDRESS = 200;
    /** A TCP connection has this long until a check is verified by it. */
    static final long TCP_UNVERIFIED_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** One by which no check was verified for this long serves nobody (RFC 7675, section 5.1). */
    static final long TCP_SILENT_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Connections that wait to be taken. */
    static final int TCP_BACKLOG = 256;
    /** Bytes of one read; no more is read before that is taken in. */
    static final int TCP_READ_BYTES = 16 * 1_024;
    /** Bytes that wait for a connection: about a second of a good picture; what is older is better lost. */
    static final int TCP_LOW_WATER = 128 * 1_024;

    static final int TCP_HIGH_WATER = 256 * 1_024;
    static final int TCP_SEND_BUFFER = 256 * 1_024;

    static {
        require(DATAGRAMS_PER_RECEIVE % DATAGRAMS_PER_CALL == 0, "a receive is whole system calls");
        require(Integer.bitCount(CACHED_PATHS) == 1, "a path's place is cut out of its hash");
        require(RUN_BYTES <= 65_535 - 40 - 8, "a run fits an IP packet with its headers");
        require(RUN_BYTES >= DatagramSender.MAX_DATAGRAM, "a run takes the largest datagram");
        require(SEND_MEMORY >= 4 * (RUN_BYTES + SPARE_BYTES), "the memory takes several of the longest runs");
        require(
                SEND_WAIT_MILLIS < OVERFLOW_MILLIS,
                "who was told that a path is full does not wait for it again at once");
        require(TCP_CONNECTIONS_PER_ADDRESS < TCP_CONNECTIONS, "one address does not take all places");
        require(TCP_UNVERIFIED_NANOS < TCP_SILENT_NANOS, "strangers get less time than peers");
        require(TCP_LOW_WATER < TCP_HIGH_WATER, "a full connection empties before it is written again");
        require(TCP_READ_BYTES > 2 * DatagramSender.MAX_DATAGRAM, "a read brings whole packets");
        require(TCP_HIGH_WATER > RUN_BYTES, "a connection takes a whole run");
    }

    private NetLimits() {}

    private static void require(boolean holds, String relation) {
        if (!holds) {
            throw new AssertionError("Limits of the network: " + relation);
        }
    }
}
