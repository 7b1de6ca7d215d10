package live.griot.edge.net;

import java.net.InetAddress;
import java.util.List;

/**
 * One UDP port, bound on all addresses of this machine or on given ones. One thread receives; each thread that sends has a
 * {@link DatagramSender} of its own. On Linux it speaks to the kernel itself, elsewhere it goes through the JDK's channels, where no
 * datagrams leave as runs, and where "all addresses" are those that the machine has while it is bound.
 */
public interface DatagramPort extends AutoCloseable {
    /**
     * Binds a port.
     *
     * @param addresses the addresses to bind, none for all
     * @param port 1 to 65,535, or 0 for any that is free
     * @throws PortUnavailable when it is taken or may not be bound
     */
    static DatagramPort bind(List<InetAddress> addresses, int port, NetworkEvents events) {
        return LinuxDatagramPort.isSupported()
                ? LinuxDatagramPort.open(addresses, port, events)
                : ChannelDatagramPort.open(addresses, port, events);
    }

    /** Loads what a port is made of; any thread. */
    static void preload() {
        LinuxDatagramPort.isSupported();
    }

    /** Returns the port that is bound. */
    int port();

    /**
     * Waits until datagrams came, {@link #wakeup} was called or the time is over, and hands over what came, at most
     * {@value NetLimits#DATAGRAMS_PER_RECEIVE} at once. A wake-up that came while nobody waited ends the next wait at once. One thread
     * only.
     *
     * @param maxWaitNanos how long to wait, also for less than a millisecond; 0 or less does not wait
     * @return how many datagrams came, or -1 once the port is closed
     */
    int receive(long maxWaitNanos, DatagramHandler handler);

    /** Ends the wait of {@link #receive}; any thread. It is cheap when nobody waits or another did it before. */
    void wakeup();

    /** Returns a new sender, to be owned by one thread. */
    DatagramSender sender();

    /** Returns whether the kernel cuts runs of datagrams (UDP_SEGMENT), so that datagrams of one size are worth something. */
    boolean segments();

    /** Returns the bytes that the kernel keeps for datagrams that nobody received yet; it may give less than was asked. */
    int receiveBufferBytes();

    /** Returns the bytes that the kernel keeps for datagrams that did not leave yet; it may give less than was asked. */
    int sendBufferBytes();

    /** Releases the port: {@link #receive} returns, what senders flush from now on is forgotten. Any thread; it returns when it is done. */
    @Override
    void close();
}
