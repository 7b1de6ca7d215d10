package live.griot.edge.egress;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import live.griot.edge.rtp.Bytes;

/**
 * One form of the header extensions of one viewer's stream, made once: what is the same in every packet stands ready to be copied, and
 * one value that differs may stand behind it. Immutable. RFC 8285, sections 4.2 and 4.3.
 */
final class ExtensionBlock {
    /** The most bytes of a value in the form of one byte. */
    static final int MAX_SHORT_VALUE = 16;

    private static final int HEADER = 4;
    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;

    private final boolean twoBytes;
    private final byte[] block;
    private final int used;

    /** Makes a block in the form of one byte or of two. */
    ExtensionBlock(OutgoingExtensions extensions, boolean twoBytes) {
        this.twoBytes = twoBytes;
        byte[] bytes = new byte[HEADER + 4 + 2 + 16 + 2];
        Bytes.put16(bytes, 0, twoBytes ? TWO_BYTE_PROFILE : ONE_BYTE_PROFILE);
        int at = HEADER;
        if (extensions.transportSequenceId() > 0) {
            // In the short form an empty byte comes first: so the number stands at one place in both.
            at = writeId(extensions.transportSequenceId(), 2, bytes, twoBytes ? at : at + 1) + 2;
        }
        if (extensions.midId() > 0) {
            byte[] mid = extensions.mid().getBytes(StandardCharsets.US_ASCII);
            at = writeId(extensions.midId(), mid.length, bytes, at);
            System.arraycopy(mid, 0, bytes, at, mid.length);
            at += mid.length;
        }
        used = at;
        int words = words(at);
        Bytes.put16(bytes, 2, words);
        block = at == HEADER ? new byte[0] : Arrays.copyOf(bytes, HEADER + 4 * words);
    }

    private static int words(int used) {
        return (used - HEADER + 3) / 4;
    }

    private int writeId(int id, int length, byte[] to, int at) {
        if (twoBytes) {
            to[at] = (byte) id;
            to[at + 1] = (byte) length;
            return at + 2;
        }
        to[at] = (byte) (id << 4 | length - 1);
        return at + 1;
    }

    /** Writes the block; returns where it ends, which is where it begins when there are no extensions. */
    int write(byte[] to, int at) {
        System.arraycopy(block, 0, to, at, block.length);
        return at + block.length;
    }

    /** Writes the block with one value more, of one byte; returns where it ends. */
    int write(int id, int value, byte[] to, int at) {
        int valueAt = begin(id, 1, to, at);
        to[valueAt] = (byte) value;
        return end(valueAt + 1, to, at);
    }

    /** Writes the block with one value more, 1 to 16 bytes in the form of one byte, else 255; returns where it ends. */
    int write(int id, byte[] value, int offset, int length, byte[] to, int at) {
        int valueAt = begin(id, length, to, at);
        System.arraycopy(value, offset, to, valueAt, length);
        return end(valueAt + length, to, at);
    }

    /** Returns where in a block written at that place the one value more begins. */
    int lastValueOffset(int at) {
        return at + used + (twoBytes ? 2 : 1);
    }

    private int begin(int id, int length, byte[] to, int at) {
        Bytes.put16(to, at, twoBytes ? TWO_BYTE_PROFILE : ONE_BYTE_PROFILE);
        if (used > HEADER) {
            System.arraycopy(block, HEADER, to, at + HEADER, used - HEADER);
        }
        return writeId(id, length, to, at + used);
    }

    private static int end(int end, byte[] to, int at) {
        int words = words(end - at);
        Bytes.put16(to, at + 2, words);
        int padded = at + HEADER + 4 * words;
        Arrays.fill(to, end, padded, (byte) 0);
        return padded;
    }
}
