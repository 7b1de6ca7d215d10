package live.griot.recording.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The last that a program said. */
final class LastWords {
    private static final int KEPT = 2_000;
    private final byte[] ring = new byte[KEPT];
    private long said;

    /** Reads all that it says, to its end. */
    void readAll(InputStream from) {
        byte[] some = new byte[KEPT];
        try (from) {
            for (int read; (read = from.read(some)) >= 0; ) {
                add(some, read);
            }
        } catch (IOException ended) {
            // It says no more.
        }
    }

    private synchronized void add(byte[] some, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (said++ % KEPT)] = some[i];
        }
    }

    /** Returns it on one line, without what would be taken for something else there. */
    @Override
    public synchronized String toString() {
        byte[] last = new byte[(int) Math.min(said, KEPT)];
        for (int i = 0; i < last.length; i++) {
            last[i] = ring[(int) ((said - last.length + i) % KEPT)];
        }
        return new String(last, StandardCharsets.UTF_8)
                .strip()
                .replaceAll("\\R+", " | ")
                .replaceAll("\\p{C}", "?");
    }
}
