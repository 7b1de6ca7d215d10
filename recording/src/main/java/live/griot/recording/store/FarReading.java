package live.griot.recording.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeUnit;

/** Reads all that is under a key, and not for ever: that a little comes is no reason to wait for the next without end. */
final class FarReading {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private FarReading() {}

    /** Takes what was read. */
    @FunctionalInterface
    interface Taker {
        void take(byte[] chunk, int length) throws IOException;
    }

    /**
     * Reads to the end.
     *
     * @throws NoSuchFileException when there is nothing
     * @throws FarAwayException when it cannot be read now
     */
    static void all(FarStore far, String key, Taker taker) throws IOException {
        long until = System.nanoTime() + LONGEST_NANOS;
        byte[] chunk = new byte[StoreLimits.READ_BYTES];
        try (InputStream from = far.open(key)) {
            for (int read = read(from, chunk); read >= 0; read = read(from, chunk)) {
                taker.take(chunk, read);
                if (System.nanoTime() - until > 0) {
                    throw new FarAwayException("A file comes too slowly");
                }
            }
        }
    }

    private static int read(InputStream from, byte[] chunk) throws IOException {
        try {
            return from.read(chunk);
        } catch (IOException cut) {
            throw new FarAwayException("A file was cut off on its way", cut);
        }
    }
}
