package live.griot.edge.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One peer's TCP connection. It reads packets for the ingest thread, and no more of them before that has taken in the last ones, so that
 * who sends too much is slowed down; it writes while the peer reads, and drops what the peer does not read in time. One by which no check
 * was verified for long is closed, and one whose reading failed, too. Its own loop reads; {@link #write}, {@link #isWritable} and
 * {@link #verified} may be called from any thread.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter {
    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final Executor ingest;
    private final FrameHandler handler;
    private final NetworkEvents events;
    private final LongSupplier nanoClock;
    private final NetworkPath path = new NetworkPath.Tcp(this);
    private final FrameReader frames = new FrameReader();
    private volatile long verifiedNanos;
    private volatile boolean verified;
    private List<byte[]> packets = new ArrayList<>();

    TcpConnection(
            SocketChannel channel,
            InetSocketAddress remote,
            Executor ingest,
            FrameHandler handler,
            NetworkEvents events,
            LongSupplier nanoClock) {
        this.channel = channel;
        this.remote = remote;
        this.ingest = ingest;
        this.handler = handler;
        this.events = events;
        this.nanoClock = nanoClock;
        this.verifiedNanos = nanoClock.getAsLong();
    }

    /** Returns the peer's address. */
    InetSocketAddress remote() {
        return remote;
    }

    /** Hears that a connectivity check came by it, signed by who may be here. */
    void verified(long nowNanos) {
        verifiedNanos = nowNanos;
        verified = true;
    }

    /** Returns whether it takes more; what is written when it does not is dropped. */
    boolean isWritable() {
        return channel.isWritable();
    }

    /** Returns an empty buffer for frames that are to be written to it. */
    ByteBuf buffer(int bytes) {
        return channel.alloc().directBuffer(bytes);
    }

    /**
     * Writes frames and lets them leave; takes ownership of the buffer.
     *
     * @param count how many packets the frames are, counted as lost when it takes none now
     */
    void write(ByteBuf framed, int count) {
        if (!channel.isActive()) {
            framed.release();
        } else if (!channel.isWritable()) {
            framed.release();
            events.overflowed(count);
        } else {
            var _ = channel.writeAndFlush(framed, channel.voidPromise());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        checkAfter(NetLimits.TCP_UNVERIFIED_NANOS);
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        ByteBuf buffer = (ByteBuf) bytes;
        try {
            if (!frames.read(buffer, packets)) {
                events.malformedFrame();
                var _ = context.close();
            }
        } finally {
            buffer.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        List<byte[]> came = packets;
        packets = new ArrayList<>();
        try {
            ingest.execute(() -> handle(came));
        } catch (RejectedExecutionException ended) {
            var _ = context.close();
        }
    }

    /** Hands packets over, on the ingest thread; whatever comes of that, the connection reads on or is closed. */
    private void handle(List<byte[]> came) {
        boolean taken = false;
        try {
            for (byte[] packet : came) {
                handler.onFrame(packet, path);
            }
            taken = true;
        } catch (RuntimeException bug) {
            events.handlerFailed(bug);
        } finally {
            // An Error goes on to whoever owns the thread, but leaves no connection deaf behind it.
            if (!taken) {
                var _ = channel.close();
            }
        }
        try {
            handler.onFramesRead();
        } catch (RuntimeException bug) {
            events.handlerFailed(bug);
        }
        if (taken) {
            channel.read();
        }
    }

    /** Who is gone without a word is gone; the peer is noticed to be by its silence. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        var _ = context.close();
    }

    /** Closes the connection when no check was verified by it within its last time, or looks again when that may be so. */
    private void checkAfter(long nanos) {
        var _ = channel.eventLoop().schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        if (!channel.isActive()) {
            return;
        }
        long patienceNanos = verified ? NetLimits.TCP_SILENT_NANOS : NetLimits.TCP_UNVERIFIED_NANOS;
        long leftNanos = patienceNanos - (nanoClock.getAsLong() - verifiedNanos);
        if (leftNanos <= 0) {
            var _ = channel.close();
        } else {
            checkAfter(leftNanos);
        }
    }
}
