package live.griot.recording.store;

import java.io.Closeable;
import java.io.IOException;

/**
 * A file that grows by whole pieces. What a write left that failed is cut off, at once or, where the disk does not even let that be done,
 * before anything else is written. Not thread-safe.
 */
final class AppendFile implements Closeable {
    private final Disk.OpenFile file;
    private long length;
    private boolean isTorn;
    private boolean isForced = true;

    /** Takes over a file of which that much is good. */
    AppendFile(Disk.OpenFile file, long length) {
        this.file = file;
        this.length = length;
        this.isTorn = true;
    }

    /** Returns how many bytes are good. */
    long length() {
        return length;
    }

    /** Appends all of it, or nothing. */
    void append(byte[] piece) throws IOException {
        mend();
        isTorn = true;
        try {
            file.write(length, piece);
        } catch (IOException failure) {
            mendAfter(failure);
            throw failure;
        }
        isTorn = false;
        isForced = false;
        length += piece.length;
    }

    /** Cuts off what was appended behind that length, since something else failed. */
    void takeBack(long goodLength, IOException why) {
        length = goodLength;
        isTorn = true;
        mendAfter(why);
    }

    private void mendAfter(IOException failure) {
        try {
            mend();
        } catch (IOException another) {
            failure.addSuppressed(another);
        }
    }

    private void mend() throws IOException {
        if (isTorn && file.length() != length) {
            file.truncate(length);
            isForced = false;
        }
        isTorn = false;
    }

    /** Returns when all that was appended is on the disk; at once, where it is. */
    void force() throws IOException {
        mend();
        if (!isForced) {
            file.force();
            isForced = true;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
