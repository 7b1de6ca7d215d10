package live.griot.edge.sfu;

import java.util.Arrays;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;

/**
 * Writes packets as one viewer is to see them: header, the extensions that they take, the payload with its numbers rewritten, padding.
 * Not thread-safe: owned by the viewer's egress loop.
 */
final class PacketWriter {
    private static final int VERSION = 0x80;
    private static final int PADDING_FLAG = 0x20;
    private static final int EXTENSION_FLAG = 0x10;
    private static final int MARKER = 0x80;

    private final byte[] extensions;
    private final byte[] extensionsWithLevel;
    private final int audioLevelOffset;

    PacketWriter(OutgoingExtensions extensions) {
        this.extensions = extensions.block(false);
        this.extensionsWithLevel = extensions.block(true);
        this.audioLevelOffset = extensions.audioLevelId() > 0 ? extensions.audioLevelOffset() : -1;
    }

    /** Writes a packet's header with its extensions; returns where it ends. */
    int writeHeader(MediaPacket packet, int payloadType, int sequence, int ssrc, Rewrite rewrite, byte[] to, int at) {
        int level = audioLevelOffset < 0 ? MediaPacket.NO_LEVEL : packet.audioLevel();
        byte[] block = level < 0 ? extensions : extensionsWithLevel;
        int flags = VERSION | (block.length > 0 ? EXTENSION_FLAG : 0);
        writeFixed(flags, rewrite.marker, payloadType, sequence, rewrite.timestamp, ssrc, to, at);
        System.arraycopy(block, 0, to, at + RtpPacket.FIXED_HEADER, block.length);
        if (level >= 0) {
            to[at + RtpPacket.FIXED_HEADER + audioLevelOffset] = (byte) level;
        }
        return at + RtpPacket.FIXED_HEADER + block.length;
    }

    /** Writes a header for a packet that carries no media; returns where its padding begins. */
    int writeEmptyHeader(int payloadType, int sequence, int timestamp, int ssrc, byte[] to, int at) {
        int flags = VERSION | (extensions.length > 0 ? EXTENSION_FLAG : 0);
        writeFixed(flags, false, payloadType, sequence, timestamp, ssrc, to, at);
        System.arraycopy(extensions, 0, to, at + RtpPacket.FIXED_HEADER, extensions.length);
        return at + RtpPacket.FIXED_HEADER + extensions.length;
    }

    private static void writeFixed(
            int flags, boolean marker, int payloadType, int sequence, int timestamp, int ssrc, byte[] to, int at) {
        to[at] = (byte) flags;
        to[at + 1] = (byte) ((marker ? MARKER : 0) | payloadType);
        Bytes.put16(to, at + 2, sequence);
        Bytes.put32(to, at + 4, timestamp);
        Bytes.put32(to, at + 8, ssrc);
    }

    /** Writes the payload with its numbers rewritten; returns where it ends. */
    static int writePayload(MediaPacket packet, Rewrite rewrite, byte[] to, int at) {
        if (rewrite.filler) {
            return at;
        }
        System.arraycopy(packet.bytes(), packet.payloadOffset(), to, at, packet.payloadLength());
        if (rewrite.pictureId != Rewrite.UNCHANGED) {
            writeNumbers(packet.frame(), rewrite, to, at);
        }
        return at + packet.payloadLength();
    }

    private static void writeNumbers(FrameInfo frame, Rewrite rewrite, byte[] to, int at) {
        int picture = at + frame.pictureIdOffset();
        if (frame.pictureIdBits() == 15) {
            Bytes.put16(to, picture, 0x8000 | rewrite.pictureId);
        } else {
            to[picture] = (byte) (rewrite.pictureId & 0x7F);
        }
        if (frame.tl0Offset() >= 0) {
            to[at + frame.tl0Offset()] = (byte) rewrite.tl0;
        }
    }

    /** Writes padding, 1 to 255 bytes, and says so in the header (RFC 3550, section 5.1); returns where it ends. */
    static int writePadding(int padding, byte[] to, int packet, int at) {
        Arrays.fill(to, at, at + padding - 1, (byte) 0);
        to[at + padding - 1] = (byte) padding;
        to[packet] |= PADDING_FLAG;
        return at + padding;
    }
}
