package live.griot.edge.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.sfu.DropReason;

/**
 * One peer's TCP connection. It reads packets for the ingest loop, and no more of them before that has taken in the last ones, so that who
 * sends too much is slowed down; it writes while the peer reads, and drops what the peer does not read in time. One by which no check was
 * verified for long is closed. Its own loop reads; {@link #write}, {@link #flush}, {@link #isWritable} and {@link #verified} may be called
 * from any thread.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter {
    /** The most bytes of a packet either way. */
    static final int MAX_FRAME = 1_500;

    private static final int LENGTH_BYTES = 2;

    private final SocketChannel channel;
    private final IngestLoop ingest;
    private final EdgeCounters counters;
    private final NetworkPath path = new NetworkPath.Tcp(this);
    private final FrameReader frames = new FrameReader();
    private final InetSocketAddress remote;
    private volatile long verifiedNanos;
    private volatile boolean verified;
    private List<byte[]> packets = new ArrayList<>();

    TcpConnection(SocketChannel channel, InetSocketAddress remote, IngestLoop ingest, EdgeCounters counters) {
        this.channel = channel;
        this.ingest = ingest;
        this.counters = counters;
        this.remote = remote;
        this.verifiedNanos = ingest.now();
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

    /** Writes packets of {@code segmentSize} bytes, copied, of which only the last may be shorter; they leave with {@link #flush}. */
    void write(byte[] bytes, int length, int segmentSize) {
        if (!channel.isWritable()) {
            counters.dropped(DropReason.EGRESS_OVERFLOW);
            return;
        }
        int count = (length + segmentSize - 1) / segmentSize;
        ByteBuf framed = channel.alloc().directBuffer(length + count * LENGTH_BYTES);
        for (int at = 0; at < length; at += segmentSize) {
            int size = Math.min(segmentSize, length - at);
            framed.writeShort(size).writeBytes(bytes, at, size);
        }
        var unused = channel.write(framed, channel.voidPromise());
    }

    /** Lets what was written leave. */
    void flush() {
        channel.flush();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        checkAfter(TcpListener.UNVERIFIED_NANOS);
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        ByteBuf buffer = (ByteBuf) bytes;
        try {
            if (!frames.read(buffer, packets)) {
                counters.dropped(DropReason.MALFORMED_FRAME);
                var unused = context.close();
            }
        } finally {
            buffer.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        List<byte[]> came = packets;
        packets = new ArrayList<>();
        ingest.execute(() -> {
            came.forEach(packet -> ingest.receive(packet, path));
            ingest.received();
            channel.read();
        });
    }

    /** Who is gone without a word is gone; the peer is noticed to be by its silence. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        var unused = context.close();
    }

    /** Closes the connection when no check was verified by it within its last time, or looks again when that may be so. */
    private void checkAfter(long nanos) {
        var unused = channel.eventLoop().schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        if (!channel.isActive()) {
            return;
        }
        long patienceNanos = verified ? TcpListener.SILENT_NANOS : TcpListener.UNVERIFIED_NANOS;
        long leftNanos = patienceNanos - (ingest.now() - verifiedNanos);
        if (leftNanos <= 0) {
            var unused = channel.close();
        } else {
            checkAfter(leftNanos);
        }
    }
}
