package live.griot.recording.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A piece of a file, which is there whole: where the file ends before it, reading fails instead of ending early. Not thread-safe. */
final class RangeInputStream extends InputStream {
    private final ReadFile file;
    private final long end;
    private long position;

    RangeInputStream(ReadFile file, long start, long length) {
        this.file = file;
        this.position = start;
        this.end = start + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (position == end) {
            return -1;
        }
        int read = file.readSome(position, into, offset, (int) Math.min(length, end - position));
        if (read < 0) {
            throw new EOFException("The file ends at %d, and is %d long by its index".formatted(position, end));
        }
        position += read;
        return read;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - position);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
