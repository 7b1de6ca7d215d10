package live.griot.edge.egress;

import java.util.Arrays;
import live.griot.edge.handover.FrameDescriptor;
import live.griot.edge.handover.FrameInfo;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.DependencyDescriptorReader;
import live.griot.edge.rtp.RedPayload;
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

    private final OutgoingExtensions extensions;
    private final ExtensionBlock shortBlock;
    private final ExtensionBlock longBlock;

    PacketWriter(OutgoingExtensions extensions) {
        this.extensions = extensions;
        this.shortBlock = new ExtensionBlock(extensions, false);
        this.longBlock = new ExtensionBlock(extensions, true);
    }

    /** Writes a packet's header with its extensions; returns where it ends. */
    int writeHeader(MediaPacket packet, int payloadType, int sequence, int ssrc, Rewrite rewrite, byte[] to, int at) {
        writeFixed(rewrite.marker, payloadType, sequence, rewrite.timestamp, ssrc, to, at);
        int extended = writeExtensions(packet, rewrite, to, at + RtpPacket.FIXED_HEADER);
        return flagExtensions(extended, to, at);
    }

    /** Writes a header for a packet that carries no media; returns where its padding begins. */
    int writeEmptyHeader(int payloadType, int sequence, int timestamp, int ssrc, byte[] to, int at) {
        writeFixed(false, payloadType, sequence, timestamp, ssrc, to, at);
        return flagExtensions(shortBlock.write(to, at + RtpPacket.FIXED_HEADER), to, at);
    }

    private static int flagExtensions(int end, byte[] to, int at) {
        if (end > at + RtpPacket.FIXED_HEADER) {
            to[at] |= EXTENSION_FLAG;
        }
        return end;
    }

    private int writeExtensions(MediaPacket packet, Rewrite rewrite, byte[] to, int at) {
        if (extensions.audioLevelId() > 0 && packet.audioLevel() != MediaPacket.NO_LEVEL) {
            return shortBlock.write(extensions.audioLevelId(), packet.audioLevel(), to, at);
        }
        FrameDescriptor descriptor = packet.frame().descriptor();
        if (descriptor != null && rewrite.frameNumber != Rewrite.UNCHANGED) {
            return writeDescriptor(packet, descriptor, rewrite.frameNumber, to, at);
        }
        return shortBlock.write(to, at);
    }

    private int writeDescriptor(MediaPacket packet, FrameDescriptor descriptor, int frameNumber, byte[] to, int at) {
        int length = descriptor.length();
        ExtensionBlock block = length > ExtensionBlock.MAX_SHORT_VALUE ? longBlock : shortBlock;
        int end = block.write(extensions.dependencyDescriptorId(), packet.bytes(), descriptor.offset(), length, to, at);
        Bytes.put16(to, block.lastValueOffset(at) + DependencyDescriptorReader.FRAME_NUMBER_OFFSET, frameNumber);
        return end;
    }

    private static void writeFixed(
            boolean marker, int payloadType, int sequence, int timestamp, int ssrc, byte[] to, int at) {
        to[at] = (byte) VERSION;
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

    /**
     * Writes a redundant payload, whose blocks name their codec by the payload type under which this viewer knows it, as the publisher
     * may know it by another; nothing of one that makes no sense. Returns where it ends. RFC 2198.
     */
    static int writeRedundant(MediaPacket packet, int payloadType, byte[] to, int at) {
        if (RedPayload.primaryOffset(packet.bytes(), packet.payloadOffset(), packet.payloadLength()) < 0) {
            return at;
        }
        System.arraycopy(packet.bytes(), packet.payloadOffset(), to, at, packet.payloadLength());
        RedPayload.relabel(to, at, payloadType);
        return at + packet.payloadLength();
    }

    /** Writes a redundant payload's own sound alone; returns where it ends. RFC 2198. */
    static int writePrimary(MediaPacket packet, byte[] to, int at) {
        int from = RedPayload.primaryOffset(packet.bytes(), packet.payloadOffset(), packet.payloadLength());
        int length = from < 0 ? 0 : packet.payloadOffset() + packet.payloadLength() - from;
        if (length > 0) {
            System.arraycopy(packet.bytes(), from, to, at, length);
        }
        return at + length;
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
