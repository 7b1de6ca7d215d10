package live.griot.recording.mp4;

import java.io.EOFException;
import java.io.IOException;

/** Bytes that can be read from any place: a file that somebody else has opened, or an array. */
public interface ByteSource {
    /** Returns how many there are; what is read lies within that. */
    long length();

    /**
     * Reads exactly that many.
     *
     * @throws EOFException when there are not so many from there on
     * @throws IOException when they cannot be read
     */
    void read(long position, byte[] into, int offset, int length) throws IOException;

    /** Returns one of an array, which must not change meanwhile. */
    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void read(long position, byte[] into, int offset, int length) throws IOException {
                if (position < 0 || length > bytes.length - position) {
                    throw new EOFException();
                }
                System.arraycopy(bytes, (int) position, into, offset, length);
            }
        };
    }
}
