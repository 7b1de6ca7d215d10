package live.griot.edge.net;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of bytes into packets: each stands behind its length in two bytes (RFC 4571, section 2). What is not a packet that the
 * edge could use, by its length, ends the stream: whoever sends it does not speak this. Not thread-safe.
 */
final class FrameReader {
    private static final int LENGTH_BYTES = 2;

    private final byte[] frame = new byte[DatagramSender.MAX_DATAGRAM];
    private int length;
    private int lengthBytes;
    private int got;

    /**
     * Takes in all of the bytes, borrowed, and adds the packets that they complete, each an array of its own; returns false when the
     * stream is to be ended.
     */
    boolean read(ByteBuf bytes, List<byte[]> packets) {
        while (bytes.isReadable()) {
            if (lengthBytes < LENGTH_BYTES) {
                length = length << 8 | bytes.readUnsignedByte();
                lengthBytes++;
                if (lengthBytes == LENGTH_BYTES && (length == 0 || length > frame.length)) {
                    return false;
                }
                continue;
            }
            int part = Math.min(length - got, bytes.readableBytes());
            bytes.readBytes(frame, got, part);
            got += part;
            if (got == length) {
                packets.add(Arrays.copyOf(frame, length));
                length = 0;
                lengthBytes = 0;
                got = 0;
            }
        }
        return true;
    }
}
