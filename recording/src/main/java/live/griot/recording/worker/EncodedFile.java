package live.griot.recording.worker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import live.griot.recording.mp4.ByteSource;
import live.griot.recording.mp4.PartScanner;
import live.griot.recording.mp4.SampleDescription;
import live.griot.recording.mp4.ScannedPart;
import live.griot.recording.worker.Clip.Piece;

/** What the video program wrote, fragmented MP4 of one track, read as a clip. */
final class EncodedFile {
    private static final long SECOND_MICROS = 1_000_000;

    private EncodedFile() {}

    /** Returns what is in a file, the first of whose samples is shown at that time. */
    static Clip read(Path file, long startMicros) throws IOException, NotMadeException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteSource source = source(channel);
            Optional<SampleDescription> description = SampleDescription.read(source);
            PartScanner.Scan scan = PartScanner.scan(source);
            if (description.isEmpty() || scan.parts().isEmpty()) {
                throw NotMadeException.ever("The recording's pictures cannot be decoded");
            }
            long timescale = description.get().timescale();
            long first = scan.parts().getFirst().decodeTime();
            List<Piece> pieces = new ArrayList<>();
            for (ScannedPart part : scan.parts()) {
                long ticks = part.decodeTime() - first;
                long micros = ticks / timescale * SECOND_MICROS + ticks % timescale * SECOND_MICROS / timescale;
                pieces.add(new Piece(
                        startMicros + micros,
                        part.end() - part.start(),
                        part.startsWithKeyFrame(),
                        (from, length) -> open(file, part.start() + from, length)));
            }
            byte[] init = new byte[(int) scan.initEnd()];
            source.read(0, init, 0, init.length);
            return new Clip(init, description.get(), pieces);
        }
    }

    private static ByteSource source(FileChannel channel) throws IOException {
        long length = channel.size();
        return new ByteSource() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void read(long position, byte[] into, int offset, int count) throws IOException {
                ByteBuffer to = ByteBuffer.wrap(into, offset, count);
                while (to.hasRemaining()) {
                    if (channel.read(to, position + to.position() - offset) < 0) {
                        throw new EOFException();
                    }
                }
            }
        };
    }

    private static InputStream open(Path file, long from, long length) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        channel.position(from);
        return new Bounded(Channels.newInputStream(channel), length);
    }

    /** The first bytes of a stream. */
    private static final class Bounded extends InputStream {
        private final InputStream from;
        private long left;

        Bounded(InputStream from, long length) {
            this.from = from;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = from.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            from.close();
        }
    }
}
