package live.griot.edge.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.SegmentedDatagramPacket;
import io.netty.channel.socket.DatagramPacket;

/**
 * The way out of one loop: every datagram to a peer leaves here, whatever its path. Not thread-safe: owned by its loop.
 */
class Wire {
    private final Channel channel;
    private final boolean segments;

    /** Sends through a channel; {@code segments} says whether the kernel cuts datagrams of one size out of one buffer. */
    Wire(Channel channel, boolean segments) {
        this.channel = channel;
        this.segments = segments;
    }

    /** Returns whether {@link #write} may be given more than one segment. */
    boolean segments() {
        return segments;
    }

    /** Returns whether the path takes more; what is written to one that does not waits in memory. */
    boolean isWritable(NetworkPath path) {
        return channel.isWritable();
    }

    /**
     * Writes bytes, copied, as datagrams of {@code segmentSize} bytes of which only the last may be shorter; they leave with the next
     * {@link #flush}.
     */
    void write(NetworkPath path, byte[] bytes, int length, int segmentSize) {
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
    }
}
