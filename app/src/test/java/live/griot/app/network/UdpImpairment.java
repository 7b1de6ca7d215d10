package live.griot.app.network;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import live.griot.app.peer.Scripts;
import live.griot.app.support.StartedGriot;
import live.griot.edge.sfu.MediaEdge;
import org.jspecify.annotations.Nullable;

/**
 * A relay on this machine between real peers and the edge that does to their datagrams what a bad network would. Peers send to {@link #port} instead of the
 * edge's; each gets a socket of its own towards the edge, as behind a router that translates addresses. Bounded in peers and in datagrams on the way. One
 * thread moves everything; the public methods may be called by any other.
 */
public final class UdpImpairment implements AutoCloseable {
    /** The peers served at once; datagrams of more are dropped. */
    private static final int MAX_PEERS = 64;

    /** The datagrams on their way at once; more are dropped. */
    private static final int MAX_UNDER_WAY = 20_000;

    private static final int MAX_DATAGRAM = 2_048;
    private static final int SOCKET_BUFFER = 4 << 20;

    private final InetSocketAddress edge;
    private final Selector selector;
    private final DatagramChannel front;
    private final OneWay towardsEdge;
    private final OneWay towardsPeers;
    private final Map<InetSocketAddress, DatagramChannel> peers = new HashMap<>();
    private final PriorityQueue<UnderWay> underWay = new PriorityQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(MAX_DATAGRAM);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final Thread mover;
    private long order;
    private volatile boolean moveOn;
    private volatile boolean closed;

    /** A datagram on its way: to a peer through the front, or to the edge through the peer's own socket. */
    private record UnderWay(
            long arrivalNanos,
            long order,
            ByteBuffer bytes,
            DatagramChannel through,
            @Nullable InetSocketAddress to) implements Comparable<UnderWay> {
        @Override
        public int compareTo(UnderWay other) {
            int byArrival = Long.compare(arrivalNanos - other.arrivalNanos, 0);
            return byArrival != 0 ? byArrival : Long.compare(order, other.order);
        }
    }

    /** Relays to that address; what it does by chance is decided by the seed. Does nothing to datagrams until told to. */
    public UdpImpairment(InetSocketAddress edge, long seed) {
        this.edge = edge;
        this.towardsEdge = new OneWay(seed);
        this.towardsPeers = new OneWay(seed + 1);
        try {
            selector = Selector.open();
            front = open();
            front.bind(new InetSocketAddress(0));
            front.register(selector, SelectionKey.OP_READ);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        mover = Thread.ofPlatform().daemon().name("udp-impairment").start(this::move);
    }

    /** Relays to a running program's edge. */
    public static UdpImpairment before(StartedGriot griot, long seed) {
        int port = griot.part(MediaEdge.class).candidates().getFirst().address().getPort();
        return new UdpImpairment(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), seed);
    }

    /** Returns the port that peers are to send to. */
    public int port() {
        return front.socket().getLocalPort();
    }

    /** Lets whatever pages that browser opens from now on reach the edge through this network only. */
    public BrowserContext around(BrowserContext browser) {
        browser.addInitScript(Scripts.read("/peer/network.js").replace("PORT", String.valueOf(port())));
        return browser;
    }

    /** Does that to what peers send from now on. */
    public UdpImpairment towardsEdge(Impairment impairment) {
        towardsEdge.become(impairment);
        return this;
    }

    /** Does that to what the edge sends from now on. */
    public UdpImpairment towardsPeers(Impairment impairment) {
        towardsPeers.become(impairment);
        return this;
    }

    /** Does that to both directions from now on. */
    public UdpImpairment bothWays(Impairment impairment) {
        return towardsEdge(impairment).towardsPeers(impairment);
    }

    /** Gives every peer another address towards the edge from now on, as a phone has that goes from one network to another. */
    public void moveToAnotherNetwork() {
        moveOn = true;
        selector.wakeup();
    }

    /** Returns the datagrams that were lost, in both directions. */
    public long lost() {
        return lost.get();
    }

    /** Returns the datagrams that arrived, in both directions. */
    public long delivered() {
        return delivered.get();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            mover.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void move() {
        try (selector;
                front) {
            while (!closed) {
                selector.select(millisToNext());
                if (moveOn) {
                    moveOn = false;
                    forgetPeers();
                }
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (key.isValid()) {
                        read((DatagramChannel) key.channel(), (InetSocketAddress) key.attachment());
                    }
                }
                deliver(System.nanoTime());
            }
            forgetPeers();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns how long nothing is to be delivered, rounded up; 0 for as long as nothing comes. */
    private long millisToNext() {
        UnderWay next = underWay.peek();
        if (next == null) {
            return 0;
        }
        long nanos = next.arrivalNanos() - System.nanoTime();
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }

    private void read(DatagramChannel channel, @Nullable InetSocketAddress peer) throws IOException {
        for (InetSocketAddress from = receive(channel); from != null; from = receive(channel)) {
            DatagramChannel own = peer == null ? ownSocket(from) : channel;
            OneWay way = peer == null ? towardsEdge : towardsPeers;
            long arrival = way.arrival(buffer.remaining(), System.nanoTime());
            if (own == null || arrival == OneWay.LOST || underWay.size() == MAX_UNDER_WAY) {
                lost.incrementAndGet();
                continue;
            }
            ByteBuffer copy =
                    ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
            underWay.add(new UnderWay(arrival, order++, copy, peer == null ? own : front, peer));
        }
    }

    private @Nullable InetSocketAddress receive(DatagramChannel channel) throws IOException {
        buffer.clear();
        try {
            InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
            buffer.flip();
            return from;
        } catch (PortUnreachableException nobodyThere) {
            return null;
        }
    }

    private @Nullable DatagramChannel ownSocket(InetSocketAddress peer) throws IOException {
        DatagramChannel own = peers.get(peer);
        if (own == null && peers.size() < MAX_PEERS) {
            own = open();
            own.connect(edge);
            own.register(selector, SelectionKey.OP_READ, peer);
            peers.put(peer, own);
        }
        return own;
    }

    private void deliver(long nowNanos) throws IOException {
        for (UnderWay next = underWay.peek();
                next != null && next.arrivalNanos() - nowNanos <= 0;
                next = underWay.peek()) {
            underWay.remove();
            // Counted first: who gets it may look at once.
            delivered.incrementAndGet();
            try {
                if (next.to() != null) {
                    next.through().send(next.bytes(), next.to());
                } else if (next.through().isOpen()) {
                    next.through().write(next.bytes());
                }
            } catch (PortUnreachableException nobodyThere) {
                delivered.decrementAndGet();
                lost.incrementAndGet();
            }
        }
    }

    private void forgetPeers() throws IOException {
        for (DatagramChannel own : peers.values()) {
            own.close();
        }
        peers.clear();
    }

    private static DatagramChannel open() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
        return channel;
    }
}
