package live.griot.edge.tap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.FrameInfo;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.SourceStream;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.VideoPayload;
import live.griot.edge.sfu.TapDropReason;
import live.griot.fuzz.Fuzz;

/**
 * Packets of one stream as a tap puts them together. Each comes after its length, and begins with a byte that says how it stands to the one
 * before: three bits for how many are missing between them, one for another timestamp, one for the marker, one for no redundancy.
 */
class TapFuzzTest {
    private static final SourceStream STREAM = new SourceStream(new EncodingView(0, () -> EncodingView.State.UNKNOWN));
    private static final int MISSING = 0x07;
    private static final int NEXT_FRAME = 0x08;
    private static final int MARKER = 0x10;
    private static final int PLAIN = 0x20;
    private static final long MILLI = 1_000_000;

    @FuzzTest(maxDuration = Fuzz.EACH)
    void h264(byte[] data) {
        picture(Codec.H264, data);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void vp8(byte[] data) {
        picture(Codec.VP8, data);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void vp9(byte[] data) {
        picture(Codec.VP9, data);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void av1(byte[] data) {
        picture(Codec.AV1, data);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void sound(byte[] data) {
        Told told = new Told(Codec.RED);
        feed(new SoundReader(told), Codec.RED, data);
    }

    private static void picture(Codec codec, byte[] data) {
        Told told = new Told(codec);
        feed(new PictureReader(codec, told), codec, data);
    }

    private static void feed(StreamReader reader, Codec codec, byte[] data) {
        VideoPayload view = VideoPayload.of(codec);
        long index = 0x10000;
        int timestamp = 0;
        for (byte[] piece : Fuzz.pieces(data)) {
            if (piece.length == 0) {
                reader.restart();
                continue;
            }
            int says = piece[0];
            index += 1 + (says & MISSING);
            timestamp += (says & NEXT_FRAME) != 0 ? 3_000 : 0;
            int length = piece.length - 1;
            boolean isKey = view != null && view.wrap(piece, 1, length) && view.startsKeyFrame();
            reader.add(new MediaPacket(
                    Fuzz.inMargins(piece),
                    Fuzz.MARGIN + 1,
                    length,
                    STREAM,
                    codec == Codec.RED && (says & PLAIN) != 0 ? Codec.OPUS : codec,
                    index,
                    true,
                    timestamp,
                    (says & MARKER) != 0,
                    index * MILLI,
                    index * MILLI,
                    MediaPacket.NO_LEVEL,
                    isKey ? FrameInfo.KEY_FRAME_START : FrameInfo.NONE,
                    null));
            reader.advance(index * MILLI);
        }
        reader.advance(Long.MAX_VALUE / 2);
    }

    /** Holds frames to what whoever takes them relies on. */
    private record Told(Codec codec) implements StreamReader.Sink {
        @Override
        public void onFrame(StreamReader.Frame frame) {
            assertThat(frame.bytes().length).isBetween(1, FrameBuffer.MAX_BYTES);
            assertThat(frame.firstIndex()).isBetween(0L, frame.lastIndex());
            if (codec == Codec.H264) {
                assertThat(frame.bytes()).startsWith(0, 0, 0, 1);
            } else if (codec == Codec.AV1) {
                assertUnits(frame.bytes());
            }
        }

        /** Each unit has its size, and the last one ends with the frame. */
        private static void assertUnits(byte[] bytes) {
            int at = 0;
            while (at < bytes.length) {
                assertThat(bytes[at] & 0x82).isEqualTo(0x02);
                at += (bytes[at] & 0x04) != 0 ? 2 : 1;
                int size = 0;
                int shift = 0;
                do {
                    size |= (bytes[at] & 0x7F) << shift;
                    shift += 7;
                } while (bytes[at++] < 0);
                at += size;
            }
            assertThat(at).isEqualTo(bytes.length);
        }

        @Override
        public void onDrop(TapDropReason reason, int packets) {
            assertThat(packets).isPositive();
        }
    }
}
