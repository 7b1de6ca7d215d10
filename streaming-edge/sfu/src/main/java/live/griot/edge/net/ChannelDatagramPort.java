package live.griot.edge.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A UDP port by the JDK's channels. Those do not tell which address a datagram was sent to, so each address has a channel of its own, also
 * when all are asked for.
 */
final class ChannelDatagramPort implements DatagramPort {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final List<DatagramChannel> channels;
    private final List<InetAddress> addresses;
    private final Selector selector;
    private final NetworkEvents events;
    private final ChannelTransmitter.SendCall sendCall;
    private final int port;
    private final int receiveBufferBytes;
    private final int sendBufferBytes;
    private final List<GatheringSender> senders = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(DatagramSender.MAX_DATAGRAM + 1);
    /** Held while the channels are read, so that {@link #close} returns when that is over. */
    private final ReentrantLock receiving = new ReentrantLock();

    private volatile boolean signalled;
    private volatile boolean closed;
    private int first;

    static ChannelDatagramPort open(List<InetAddress> addresses, int port, NetworkEvents events) {
        return open(addresses, port, events, DatagramChannel::send);
    }

    static ChannelDatagramPort open(
            List<InetAddress> addresses, int port, NetworkEvents events, ChannelTransmitter.SendCall sendCall) {
        List<InetAddress> asked = addresses.isEmpty() ? ownAddresses() : addresses;
        int attempts = port == 0 && asked.size() > 1 ? NetLimits.BIND_ATTEMPTS : 1;
        while (true) {
            attempts--;
            List<DatagramChannel> channels = new ArrayList<>();
            try {
                for (InetAddress address : asked) {
                    channels.add(open(address, channels.isEmpty() ? port : portOf(channels)));
                }
                return new ChannelDatagramPort(channels, asked, events, sendCall);
            } catch (PortUnavailable failed) {
                channels.forEach(ChannelDatagramPort::closeQuietly);
                if (attempts == 0) {
                    throw failed;
                }
            } catch (IOException failed) {
                channels.forEach(ChannelDatagramPort::closeQuietly);
                throw BindFailure.of(PortUnavailable.Protocol.UDP, port, asked.toString(), failed);
            }
        }
    }

    private static List<InetAddress> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (IOException unknown) {
            throw new UncheckedIOException("This machine's addresses cannot be listed", unknown);
        }
    }

    private static DatagramChannel open(InetAddress address, int port) {
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open(
                    address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, NetLimits.SOCKET_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, NetLimits.SOCKET_BUFFER);
            return channel.bind(new InetSocketAddress(address, port));
        } catch (IOException failed) {
            if (channel != null) {
                closeQuietly(channel);
            }
            throw BindFailure.of(PortUnavailable.Protocol.UDP, port, address.getHostAddress(), failed);
        }
    }

    private static int portOf(List<DatagramChannel> channels) throws IOException {
        return ((InetSocketAddress) channels.get(0).getLocalAddress()).getPort();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyBroken) {
            // It is closed all the same.
        }
    }

    private ChannelDatagramPort(
            List<DatagramChannel> channels,
            List<InetAddress> addresses,
            NetworkEvents events,
            ChannelTransmitter.SendCall sendCall)
            throws IOException {
        this.channels = List.copyOf(channels);
        this.addresses = List.copyOf(addresses);
        this.events = events;
        this.sendCall = sendCall;
        port = portOf(channels);
        receiveBufferBytes = channels.get(0).getOption(StandardSocketOptions.SO_RCVBUF);
        sendBufferBytes = channels.get(0).getOption(StandardSocketOptions.SO_SNDBUF);
        selector = Selector.open();
        for (DatagramChannel channel : channels) {
            var _ = channel.register(selector, SelectionKey.OP_READ);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int receive(long maxWaitNanos, DatagramHandler handler) {
        receiving.lock();
        try {
            if (maxWaitNanos > 0 && !closed) {
                await(maxWaitNanos);
            }
            signalled = false;
            int received = 0;
            first = first + 1 < channels.size() ? first + 1 : 0;
            for (int i = 0; i < channels.size(); i++) {
                received += receive((first + i) % channels.size(), NetLimits.DATAGRAMS_PER_RECEIVE - received, handler);
            }
            return closed ? -1 : received;
        } catch (IOException broken) {
            events.receiveFailed(NetworkEvents.UNKNOWN_ERRNO);
            return closed ? -1 : 0;
        } finally {
            receiving.unlock();
        }
    }

    /** A selector knows milliseconds; what is left of the time is waited for in short pauses. */
    private void await(long maxWaitNanos) throws IOException {
        long endNanos = System.nanoTime() + maxWaitNanos;
        long millis = maxWaitNanos / MILLISECOND;
        int ready = millis > 0 && !signalled ? selector.select(millis) : selector.selectNow();
        while (ready == 0 && !signalled && !closed && endNanos - System.nanoTime() > 0) {
            LockSupport.parkNanos(Math.min(PAUSE_NANOS, endNanos - System.nanoTime()));
            ready = selector.selectNow();
        }
        selector.selectedKeys().clear();
    }

    private int receive(int index, int most, DatagramHandler handler) {
        int received = 0;
        while (received < most && !closed) {
            buffer.clear();
            InetSocketAddress from;
            try {
                from = (InetSocketAddress) channels.get(index).receive(buffer);
            } catch (IOException failed) {
                if (!closed) {
                    events.receiveFailed(NetworkEvents.UNKNOWN_ERRNO);
                }
                return received;
            }
            if (from == null) {
                return received;
            }
            handle(from, index, handler);
            received++;
        }
        return received;
    }

    private void handle(InetSocketAddress from, int index, DatagramHandler handler) {
        buffer.flip();
        if (buffer.remaining() > DatagramSender.MAX_DATAGRAM) {
            events.oversized();
            return;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        try {
            handler.onDatagram(bytes, NetworkPath.Udp.to(from, addresses.get(index), index));
        } catch (RuntimeException bug) {
            events.handlerFailed(bug);
        }
    }

    @Override
    public void wakeup() {
        if (!signalled) {
            signalled = true;
            selector.wakeup();
        }
    }

    @Override
    public DatagramSender sender() {
        GatheringSender sender = new GatheringSender(
                false, memory -> new ChannelTransmitter(channels, memory, events, sendCall), events, this::forget);
        synchronized (senders) {
            if (closed) {
                sender.detach();
            } else {
                senders.add(sender);
            }
        }
        return sender;
    }

    private void forget(GatheringSender sender) {
        synchronized (senders) {
            senders.remove(sender);
        }
    }

    @Override
    public boolean segments() {
        return false;
    }

    @Override
    public int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    @Override
    public int sendBufferBytes() {
        return sendBufferBytes;
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        synchronized (senders) {
            senders.forEach(GatheringSender::detach);
            senders.clear();
        }
        receiving.lock();
        try {
            channels.forEach(ChannelDatagramPort::closeQuietly);
            closeQuietly(selector);
        } finally {
            receiving.unlock();
        }
    }
}
