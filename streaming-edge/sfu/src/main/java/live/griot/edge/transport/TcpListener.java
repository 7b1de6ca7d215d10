package live.griot.edge.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import live.griot.edge.sfu.DropReason;

/**
 * Takes TCP connections of peers whose network lets no datagrams through: passive candidates of ICE over TCP (RFC 6544). What comes by
 * them is handed to the ingest loop as if it were datagrams. Their loops are the egress loops', for that is where most is written.
 */
final class TcpListener implements AutoCloseable {
    /** The most connections at once, and from one address; many people are behind the one address of an office. */
    static final int MAX_CONNECTIONS = 4_000;

    static final int MAX_CONNECTIONS_PER_ADDRESS = 200;
    /** A connection has this long until a check is verified by it. */
    static final long UNVERIFIED_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** One by which no check was verified for this long serves nobody (RFC 7675, section 5.1). */
    static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int BACKLOG = 256;
    private static final int READ_BYTES = 16 * 1_024;
    /** About a second of a good picture; what is older than that is better lost. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1_024, 256 * 1_024);

    private static final int SEND_BUFFER = 256 * 1_024;

    private final IngestLoop ingest;
    private final EdgeCounters counters;
    private final TcpLimits limits;
    private final Channel channel;

    /** Binds a port, 0 for any that is free; throws when it is taken. */
    TcpListener(int port, boolean epoll, EventLoopGroup loops, IngestLoop ingest, EdgeCounters counters) {
        this(port, epoll, loops, ingest, counters, new TcpLimits(MAX_CONNECTIONS, MAX_CONNECTIONS_PER_ADDRESS));
    }

    TcpListener(
            int port, boolean epoll, EventLoopGroup loops, IngestLoop ingest, EdgeCounters counters, TcpLimits limits) {
        this.ingest = ingest;
        this.counters = counters;
        this.limits = limits;
        this.channel = new ServerBootstrap()
                .group(loops)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(1))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        accept(accepted);
                    }
                })
                .bind(port)
                .syncUninterruptibly()
                .channel();
    }

    private void accept(SocketChannel accepted) {
        InetSocketAddress remote = accepted.remoteAddress();
        InetAddress from = remote == null ? null : remote.getAddress();
        if (from == null) {
            var unused = accepted.close();
        } else if (limits.enter(from)) {
            var unused = accepted.closeFuture().addListener(closed -> limits.leave(from));
            accepted.pipeline().addLast(new TcpConnection(accepted, remote, ingest, counters));
        } else {
            counters.dropped(DropReason.TOO_MANY_CONNECTIONS);
            var unused = accepted.close();
        }
    }

    /** Returns the port that is bound. */
    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Takes no more; the connections there are close with their loops. */
    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }
}
