package live.griot.app.border;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.griot.api.network.Descriptors;
import live.griot.api.network.Network;
import live.griot.api.network.Shares;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts connections by where they come from, and ends those whose request's head is not there in time: Tomcat's own timeout begins
 * anew with each byte. Thread-safe.
 */
final class ConnectionGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);
    private static final long TOLD_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final BorderProperties limits;
    private final TrustedProxies proxies;
    private final BorderCounts counts;
    private final Shares<Network> shares;
    private final Map<SocketChannel, Connection> connections = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService clock;
    /** How many the operating system lets this process have; one more would leave somebody unanswered whom it cannot even refuse. */
    private volatile int most = Integer.MAX_VALUE;
    /** When it was told last that one could not be ended, or 0. Touched by the clock's thread alone. */
    private long toldNanos;

    ConnectionGuard(BorderProperties limits, TrustedProxies proxies, BorderCounts counts) {
        this.limits = limits;
        this.proxies = proxies;
        this.counts = counts;
        this.shares = new Shares<>(limits.maxConnectionsPerAddress());
    }

    /** One connection: its network if it is counted, and since when a request's head is awaited, if one is. */
    private static final class Connection {
        private final @Nullable Network network;
        private volatile @Nullable SocketWrapperBase<NioChannel> socket;
        private volatile boolean awaitsHead = true;
        private volatile long sinceNanos;

        Connection(@Nullable Network network, long nowNanos) {
            this.network = network;
            this.sinceNanos = nowNanos;
        }

        void begins(long nowNanos) {
            sinceNanos = nowNanos;
            awaitsHead = true;
        }
    }

    /** Takes a connection in, if its address may have one more and the process too; one that is not taken in is closed by the caller. */
    boolean admits(SocketChannel channel) {
        if (connections.size() >= most) {
            counts.count(BorderOccurrence.TOO_MANY_CONNECTIONS);
            return false;
        }
        Network network = countedNetwork(channel);
        if (network != null && !shares.take(network)) {
            counts.count(BorderOccurrence.TOO_MANY_CONNECTIONS);
            return false;
        }
        connections.put(channel, new Connection(network, System.nanoTime()));
        counts.opened();
        return true;
    }

    /** Forgets a connection that has ended; may be told more than once. */
    void forget(SocketChannel channel) {
        Connection ended = connections.remove(channel);
        if (ended == null) {
            return;
        }
        if (ended.network != null) {
            shares.giveBack(ended.network);
        }
        counts.ended();
    }

    private @Nullable Network countedNetwork(SocketChannel channel) {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress from && !proxies.trusts(from.getAddress())
                    ? Network.of(from.getAddress().getHostAddress())
                    : null;
        } catch (IOException gone) {
            return null;
        }
    }

    /** Returns a handler that lets that one do its work and sees what comes of it. */
    Handler<NioChannel> around(Handler<NioChannel> handler) {
        return new Watching(handler);
    }

    /** Begins to look after connections. */
    void start() {
        most = Descriptors.roomFor(Integer.MAX_VALUE);
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("griot-border").daemon().factory());
        long every = Math.max(1, limits.headTimeout().toMillis() / 10);
        var _ = clock.scheduleWithFixedDelay(this::endTheSlow, every, every, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (clock != null) {
            clock.shutdownNow();
        }
    }

    private void endTheSlow() {
        long latest = System.nanoTime() - limits.headTimeout().toNanos();
        connections.forEach((channel, connection) -> {
            if (connection.awaitsHead && connection.sinceNanos - latest < 0) {
                endGuarded(channel, connection);
            }
        });
    }

    /** One connection that cannot be ended keeps no other from it, now or later: a scheduled task that throws is never run again. */
    private void endGuarded(SocketChannel channel, Connection connection) {
        try {
            endUnlessHeard(channel, connection);
        } catch (Throwable failure) {
            connection.awaitsHead = false;
            close(channel);
            tell(failure);
        }
    }

    private void tell(Throwable failure) {
        long now = System.nanoTime();
        if (toldNanos == 0 || now - toldNanos > TOLD_EVERY_NANOS) {
            toldNanos = now;
            LOG.error("A slow connection could not be ended as it should, and is not listened to any more", failure);
        }
    }

    private void endUnlessHeard(SocketChannel channel, Connection connection) {
        SocketWrapperBase<NioChannel> socket = connection.socket;
        if (socket == null) {
            // Said nothing yet, or shakes hands for TLS; the selector tells Tomcat that it is gone.
            counts.count(BorderOccurrence.SLOW_HEAD);
            connection.awaitsHead = false;
            close(channel);
        } else if (socket.getCurrentProcessor() instanceof Processor waiting && !waiting.isAsync()) {
            counts.count(BorderOccurrence.SLOW_HEAD);
            connection.awaitsHead = false;
            socket.processSocket(SocketEvent.ERROR, true);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.shutdownInput();
        } catch (IOException gone) {
            // Then there is nothing to end.
        }
    }

    private final class Watching implements Handler<NioChannel> {
        private final Handler<NioChannel> handler;

        Watching(Handler<NioChannel> handler) {
            this.handler = handler;
        }

        @Override
        public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
            Connection connection = connections.get(socket.getSocket().getIOChannel());
            if (connection != null && socket.getCurrentProcessor() == null) {
                connection.socket = socket;
                connection.begins(System.nanoTime());
            }
            SocketState state = handler.process(socket, event);
            if (connection != null && state != SocketState.LONG) {
                connection.awaitsHead = false;
            }
            return state;
        }

        @Override
        public @Nullable Object getGlobal() {
            return handler.getGlobal();
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> socket) {
            forget(socket.getSocket().getIOChannel());
            handler.release(socket);
        }

        @Override
        public void pause() {
            handler.pause();
        }

        @Override
        public void recycle() {
            handler.recycle();
        }
    }
}
