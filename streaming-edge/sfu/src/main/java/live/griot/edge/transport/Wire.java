package live.griot.edge.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.SegmentedDatagramPacket;
import io.netty.channel.socket.DatagramPacket;
import java.util.HashSet;
import java.util.Set;

/**
 * The way out of one loop: every datagram to a peer leaves here, whatever its path. Not thread-safe: owned by its loop.
 */
class Wire {
    private final Channel channel;
    private final boolean segments;
    private final Set<TcpConnection> written = new HashSet<>();

    /** Sends through a channel; {@code segments} says whether the kernel cuts datagrams of one size out of one buffer. */
    Wire(Channel channel, boolean segments) {
        this.channel = channel;
        this.segments = segments;
    }

    /** Returns whether {@link #write} may be given more than one segment. */
    boolean segments() {
        return segments;
    }

    /** Returns whether the path takes more; of what is written to one that does not, datagrams wait in memory and frames are dropped. */
    boolean isWritable(NetworkPath path) {
        return path instanceof NetworkPath.Tcp tcp ? tcp.connection().isWritable() : channel.isWritable();
    }

    /**
     * Writes bytes, copied, as datagrams of {@code segmentSize} bytes of which only the last may be shorter; they leave with the next
     * {@link #flush}.
     */
    void write(NetworkPath path, byte[] bytes, int length, int segmentSize) {
        if (path instanceof NetworkPath.Tcp tcp) {
            tcp.connection().write(bytes, length, segmentSize);
            written.add(tcp.connection());
            return;
        }
        ByteBuf content = channel.alloc().directBuffer(length).writeBytes(bytes, 0, length);
        var unused = channel.write(
                length <= segmentSize
                        ? new DatagramPacket(content, path.remote())
                        : new SegmentedDatagramPacket(content, segmentSize, path.remote()),
                channel.voidPromise());
    }

    /** Lets what was written leave. */
    void flush() {
        channel.flush();
        if (!written.isEmpty()) {
            written.forEach(TcpConnection::flush);
            written.clear();
        }
    }
}
