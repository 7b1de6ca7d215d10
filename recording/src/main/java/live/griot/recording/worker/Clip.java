package live.griot.recording.worker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import live.griot.recording.mp4.ByteSource;
import live.griot.recording.mp4.PartSamples;
import live.griot.recording.mp4.SampleDescription;

/**
 * A stretch of a track whose samples are decoded alike.
 *
 * @param init its init segment
 * @param pieces its parts, in the order of their times
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes of an init segment, handed on and never changed.
record Clip(byte[] init, SampleDescription description, List<Piece> pieces) {
    private static final int BOX_HEADER = 8;
    private static final int WIDE_BOX_HEADER = 16;
    /** The longest head of a part that is read: it says where some 100,000 samples are. */
    private static final int MOST_HEAD = 1 << 20;

    Clip {
        pieces = List.copyOf(pieces);
    }

    /** Returns the same, for a decoder that is set up otherwise. */
    Clip with(SampleDescription other) {
        return new Clip(init, other, pieces);
    }

    /** Returns how many bytes its parts have. */
    long length() {
        return pieces.stream().mapToLong(Piece::length).sum();
    }

    /**
     * A part.
     *
     * @param startMicros when its first sample is shown or heard, by a player's time
     * @param length in bytes
     * @param isIndependent whether a decoder can begin with it
     */
    record Piece(long startMicros, long length, boolean isIndependent, Opener opener) {
        /** Returns which samples it has, of which no byte is read. */
        PartSamples samples() throws IOException, NotMadeException {
            byte[] head;
            try (InputStream from = opener.open(0, length)) {
                byte[] header = from.readNBytes(BOX_HEADER);
                long size = header.length < BOX_HEADER ? 0 : u32(header);
                if (size < BOX_HEADER || size > Math.min(MOST_HEAD, length)) {
                    throw damaged();
                }
                byte[] rest = from.readNBytes((int) size - BOX_HEADER + WIDE_BOX_HEADER);
                head = new byte[BOX_HEADER + rest.length];
                System.arraycopy(header, 0, head, 0, BOX_HEADER);
                System.arraycopy(rest, 0, head, BOX_HEADER, rest.length);
            }
            return PartSamples.read(new Head(head, length)).orElseThrow(Piece::damaged);
        }

        private static long u32(byte[] bytes) {
            return (bytes[0] & 0xFFL) << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
        }

        private static NotMadeException damaged() {
            return NotMadeException.ever("A part of the recording is damaged");
        }
    }

    /** Opens bytes of a part. */
    @FunctionalInterface
    interface Opener {
        /** Opens so many bytes from there on, which are there. */
        InputStream open(long from, long length) throws IOException;
    }

    /** The beginning of a part, and how long all of it is. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Head(byte[] bytes, long length) implements ByteSource {
        @Override
        public void read(long position, byte[] into, int offset, int count) throws IOException {
            if (position < 0 || count > bytes.length - position) {
                throw new EOFException();
            }
            System.arraycopy(bytes, (int) position, into, offset, count);
        }
    }
}
