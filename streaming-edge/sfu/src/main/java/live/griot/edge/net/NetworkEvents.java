package live.griot.edge.net;

import java.util.Set;
import java.util.TreeSet;

/**
 * Hears what fails on the network, to count it and to say so as rarely as it likes: there may be one call for each datagram. Any thread
 * calls; an implementation is thread-safe, quick, and throws nothing.
 */
public interface NetworkEvents {
    /** What {@link #sendFailed} is told where the operating system's number is not known. */
    String UNKNOWN_ERRNO = "IO";

    /** Returns every name that {@link #sendFailed} may be told, so that each can be counted from zero. */
    static Set<String> errnoNames() {
        Set<String> names = new TreeSet<>(Errno.names());
        names.add(UNKNOWN_ERRNO);
        return names;
    }

    /**
     * Datagrams could not be sent and are lost; those to other paths left.
     *
     * @param errnoName what the operating system said, as {@code ENETUNREACH}; one of {@link #errnoNames}
     */
    void sendFailed(String errnoName, int datagrams);

    /** Datagrams, or packets for a TCP connection, are lost because the way out was full. */
    void overflowed(int datagrams);

    /** A path takes no runs of segments; from now on each of its datagrams leaves alone. Once for each path; nothing is lost. */
    void segmentsRefused(NetworkPath path, String errnoName);

    /** Reading from the UDP port failed; it is tried again. */
    void receiveFailed(String errnoName);

    /** A datagram that came was longer than {@link DatagramSender#MAX_DATAGRAM} bytes, and is dropped. */
    void oversized();

    /** A handler threw, which is a bug. By TCP, its connection is closed. */
    void handlerFailed(Throwable bug);

    /** A TCP connection sent what is no packet by its length, and is closed. */
    void malformedFrame();

    /** A TCP connection was one more than may be there, in all or from its address, and is closed. */
    void tooManyConnections();
}
