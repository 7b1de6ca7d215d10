package live.griot.recording.worker;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes so many bytes and no more. Not thread-safe. */
final class BoundedOutputStream extends FilterOutputStream {
    private long left;

    /** Passes on up to so many bytes. */
    BoundedOutputStream(OutputStream to, long most) {
        super(to);
        left = most;
    }

    @Override
    public void write(int one) throws IOException {
        take(1);
        out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        take(length);
        out.write(bytes, offset, length);
    }

    private void take(int length) throws IOException {
        left -= length;
        if (left < 0) {
            throw new IOException("More was made than there is room for");
        }
    }
}
