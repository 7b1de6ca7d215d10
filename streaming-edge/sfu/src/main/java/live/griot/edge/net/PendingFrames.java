package live.griot.edge.net;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Packets for one TCP connection after another, framed (RFC 4571, section 2), so that those that follow each other leave as one. Not thread-safe. */
final class PendingFrames {
    private static final int FIRST_BYTES = 2 * DatagramSender.MAX_DATAGRAM;

    private final ByteBuffer memory;
    private @Nullable TcpConnection connection;
    private @Nullable ByteBuf framed;
    private int count;

    /** Takes packets out of a sender's memory. */
    PendingFrames(MemorySegment memory) {
        this.memory = memory.asByteBuffer();
    }

    /** Copies a packet out of the memory. */
    void add(TcpConnection to, long position, int length) {
        ByteBuf buffer = framed;
        if (buffer == null || connection != to || buffer.readableBytes() + length > NetLimits.RUN_BYTES) {
            flush();
            buffer = to.buffer(FIRST_BYTES);
            framed = buffer;
            connection = to;
        }
        memory.limit((int) position + length).position((int) position);
        buffer.writeShort(length).writeBytes(memory);
        count++;
    }

    /** Lets what was added leave. */
    void flush() {
        if (framed != null && connection != null) {
            connection.write(framed, count);
        }
        forget();
    }

    /** Forgets what was added. */
    void discard() {
        if (framed != null) {
            framed.release();
        }
        forget();
    }

    private void forget() {
        framed = null;
        connection = null;
        count = 0;
    }
}
