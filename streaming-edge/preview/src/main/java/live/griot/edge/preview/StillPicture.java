package live.griot.edge.preview;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.Vp8Payload;
import live.griot.edge.sfu.KeyFrame;
import org.jspecify.annotations.Nullable;

/** Makes a small still picture of a key frame's packets. Thread-safe. */
final class StillPicture {
    /** What can be decoded. */
    static final Set<Codec> CODECS = Set.of(Codec.VP8, Codec.H264);

    private static final int TYPE = 0x1F;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int FU_START = 0x80;

    private StillPicture() {}

    /** Returns a JPEG of the frame, as small as {@link Thumbnail} says. */
    static byte[] of(KeyFrame frame) throws BadFrame {
        return Thumbnail.jpeg(
                switch (frame.codec()) {
                    case VP8 -> Vp8KeyFrame.decode(vp8(frame.payloads()));
                    case H264 -> H264KeyFrame.decode(units(frame.payloads()));
                    default -> throw new BadFrame(frame.codec() + " is not decoded");
                });
    }

    /** Puts a frame together out of its pieces (RFC 7741, section 4.5). */
    static byte[] vp8(List<KeyFrame.Payload> packets) throws BadFrame {
        Vp8Payload view = (Vp8Payload) Vp8Payload.of(Codec.VP8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (KeyFrame.Payload packet : packets) {
            if (view == null || !view.wrap(packet.bytes(), packet.offset(), packet.length())) {
                throw new BadFrame("a VP8 packet that makes no sense");
            }
            int descriptor = view.descriptorLength();
            frame.write(packet.bytes(), packet.offset() + descriptor, packet.length() - descriptor);
        }
        return frame.toByteArray();
    }

    /** Returns the NAL units that packets hold, alone, several to one, or in pieces (RFC 6184, section 5.6). */
    static List<byte[]> units(List<KeyFrame.Payload> packets) throws BadFrame {
        List<byte[]> units = new ArrayList<>();
        ByteArrayOutputStream pieces = null;
        for (KeyFrame.Payload packet : packets) {
            byte[] bytes = packet.bytes();
            int at = packet.offset();
            int length = packet.length();
            int type = length == 0 ? 0 : bytes[at] & TYPE;
            if (type == FU_A && length > 2) {
                pieces = fragment(pieces, bytes, at, length);
                if ((bytes[at + 1] & 0x40) != 0) {
                    units.add(pieces.toByteArray());
                    pieces = null;
                }
            } else if (type == STAP_A) {
                separate(bytes, at + 1, at + length, units);
            } else if (length > 0) {
                units.add(Arrays.copyOfRange(bytes, at, at + length));
            }
        }
        return units;
    }

    private static ByteArrayOutputStream fragment(
            @Nullable ByteArrayOutputStream pieces, byte[] bytes, int at, int length) throws BadFrame {
        ByteArrayOutputStream whole = pieces;
        if ((bytes[at + 1] & FU_START) != 0) {
            whole = new ByteArrayOutputStream();
            whole.write((bytes[at] & 0xE0) | (bytes[at + 1] & TYPE));
        }
        if (whole == null) {
            throw new BadFrame("a piece of H.264 without its beginning");
        }
        whole.write(bytes, at + 2, length - 2);
        return whole;
    }

    private static void separate(byte[] bytes, int from, int end, List<byte[]> units) throws BadFrame {
        int at = from;
        while (at + 2 < end) {
            int size = Bytes.u16(bytes, at);
            if (at + 2 + size > end) {
                throw new BadFrame("an H.264 unit that is cut short");
            }
            units.add(Arrays.copyOfRange(bytes, at + 2, at + 2 + size));
            at += 2 + size;
        }
    }
}
