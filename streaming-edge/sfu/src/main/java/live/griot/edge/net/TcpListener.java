package live.griot.edge.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Takes TCP connections of peers whose network lets no datagrams through: passive candidates of ICE over TCP (RFC 6544), packets framed as
 * in RFC 4571. It has one daemon thread of its own. Thread-safe.
 */
public final class TcpListener implements AutoCloseable {
    private final Executor ingest;
    private final FrameHandler handler;
    private final NetworkEvents events;
    private final LongSupplier nanoClock;
    private final TcpLimits limits = new TcpLimits(NetLimits.TCP_CONNECTIONS, NetLimits.TCP_CONNECTIONS_PER_ADDRESS);
    private final EventLoopGroup loop;
    private final List<Channel> channels = new ArrayList<>();
    /** Those that were taken: who was a moment before the end is not closed by the end of the loop. */
    private final ChannelGroup connections;

    /**
     * Binds a port.
     *
     * @param addresses the addresses to bind, none for all
     * @param port 1 to 65,535, or 0 for any that is free
     * @param ingest runs tasks one after another, in order, on the thread that the handler is called on
     * @param nanoClock the clock of {@link NetworkPath#verified}
     * @throws PortUnavailable when it is taken or may not be bound
     */
    public static TcpListener bind(
            List<InetAddress> addresses,
            int port,
            Executor ingest,
            FrameHandler handler,
            NetworkEvents events,
            LongSupplier nanoClock) {
        TcpListener listener = new TcpListener(ingest, handler, events, nanoClock);
        try {
            listener.bind(addresses, port);
            return listener;
        } catch (RuntimeException failed) {
            listener.close();
            throw failed;
        }
    }

    /** Loads Netty, and its native part where there is one; any thread. */
    public static void preload() {
        Epoll.isAvailable();
    }

    private TcpListener(Executor ingest, FrameHandler handler, NetworkEvents events, LongSupplier nanoClock) {
        this.ingest = ingest;
        this.handler = handler;
        this.events = events;
        this.nanoClock = nanoClock;
        this.loop = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory("edge-tcp", true),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        this.connections = new DefaultChannelGroup(loop.next(), true);
    }

    private void bind(List<InetAddress> addresses, int port) {
        if (addresses.isEmpty()) {
            channels.add(bind(new InetSocketAddress(port), "all addresses"));
        }
        for (InetAddress address : addresses) {
            int next = channels.isEmpty() ? port : port();
            channels.add(bind(new InetSocketAddress(address, next), address.getHostAddress()));
        }
    }

    private Channel bind(InetSocketAddress local, String address) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, NetLimits.TCP_BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, NetLimits.TCP_SEND_BUFFER)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(NetLimits.TCP_READ_BYTES).maxMessagesPerRead(1))
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(NetLimits.TCP_LOW_WATER, NetLimits.TCP_HIGH_WATER))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        accept(accepted);
                    }
                })
                .bind(local)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw BindFailure.of(PortUnavailable.Protocol.TCP, local.getPort(), address, bound.cause());
        }
        return bound.channel();
    }

    private void accept(SocketChannel accepted) {
        connections.add(accepted);
        InetSocketAddress remote = accepted.remoteAddress();
        InetAddress from = remote == null ? null : remote.getAddress();
        if (from == null) {
            var _ = accepted.close();
        } else if (limits.enter(from)) {
            var _ = accepted.closeFuture().addListener(closed -> limits.leave(from));
            accepted.pipeline().addLast(new TcpConnection(accepted, remote, ingest, handler, events, nanoClock));
        } else {
            events.tooManyConnections();
            var _ = accepted.close();
        }
    }

    /** Returns the port that is bound. */
    public int port() {
        return ((InetSocketAddress) channels.get(0).localAddress()).getPort();
    }

    /** Closes the port and every connection, and ends the thread. */
    @Override
    public void close() {
        channels.forEach(channel -> channel.close().syncUninterruptibly());
        connections.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
