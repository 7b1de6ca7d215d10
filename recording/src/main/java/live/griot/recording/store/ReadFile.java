package live.griot.recording.store;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import live.griot.recording.mp4.ByteSource;

/** A file that is open for reading, and may grow meanwhile. Not thread-safe. */
final class ReadFile implements Closeable {
    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final FileChannel channel;

    private ReadFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens a file; never through a link. */
    static ReadFile open(Path file) throws IOException {
        return new ReadFile(FileChannel.open(file, READING));
    }

    /** Returns how long it is now. */
    long length() throws IOException {
        return channel.size();
    }

    /** Reads what there is from there on, as much as fits; returns how much, or -1 at the end. */
    int readSome(long position, byte[] into, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(into, offset, length), position);
    }

    /** Reads exactly that many bytes. */
    void read(long position, byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int read = readSome(position + done, into, offset + done, length - done);
            if (read < 0) {
                throw new EOFException();
            }
            done += read;
        }
    }

    /** Returns exactly that many bytes. */
    byte[] read(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(position, bytes, 0, length);
        return bytes;
    }

    /** Returns the bytes from there to the end that the file has now. */
    ByteSource from(long start) throws IOException {
        long length = Math.max(0, length() - start);
        return new ByteSource() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void read(long position, byte[] into, int offset, int count) throws IOException {
                ReadFile.this.read(start + position, into, offset, count);
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
