package live.griot.identity.personaltext;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import live.griot.identity.datadir.SecretFile;
import live.griot.identity.datadir.UnusableKeys;

/**
 * A file of 256-bit keys, each in a slot of its own that is overwritten in place when its key is destroyed. Slots are written once: the file
 * grows by 32 bytes with each key that was ever made. One process writes it, the one that has the embedded database open. A slot lies within
 * one sector of a disk, so a crash leaves it as it was or as it is to be. Thread-safe.
 */
final class KeySlots implements AutoCloseable {
    private static final int BYTES = Envelope.KEY_BYTES;
    private static final byte[] HEADER =
            Arrays.copyOf("griot wrapping keys 1\n".getBytes(StandardCharsets.US_ASCII), BYTES);
    private static final byte[] DESTROYED = new byte[BYTES];

    /** Not a channel, which an interrupted reader would close for everybody. */
    private final RandomAccessFile file;

    private long next;

    KeySlots(SecretFile secret) {
        byte[] there = secret.readOrCreate(() -> HEADER.clone());
        if (!Arrays.equals(Arrays.copyOf(there, BYTES), HEADER)) {
            throw new UnusableKeys("The file %s holds no wrapping keys".formatted(secret.path()));
        }
        try {
            this.file = new RandomAccessFile(secret.path().toFile(), "rw");
            this.next = (file.length() + BYTES - 1) / BYTES; // past one that a crash left half written
        } catch (IOException e) {
            throw new UncheckedIOException("The file of wrapping keys cannot be opened", e);
        }
    }

    /** Writes a key to the disk and returns its slot. */
    synchronized long add(byte[] key) {
        long slot = next++;
        write(slot, key);
        return slot;
    }

    /** Returns the key in a slot, or empty when it was destroyed. Throws {@link IllegalStateException} when there is no such slot. */
    synchronized Optional<byte[]> find(long slot) {
        byte[] key = new byte[BYTES];
        try {
            if (slot < 1 || (slot + 1) * BYTES > file.length()) {
                throw new UnusableKeys(
                        "The file of wrapping keys in the data directory is older than the database, or not its own");
            }
            file.seek(slot * BYTES);
            file.readFully(key);
        } catch (IOException e) {
            throw new UncheckedIOException("The file of wrapping keys cannot be read", e);
        }
        return Arrays.equals(key, DESTROYED) ? Optional.empty() : Optional.of(key);
    }

    /** Overwrites the key in a slot; when this returns, it is gone from the disk. Twice is the same as once. */
    synchronized void destroy(long slot) {
        write(slot, DESTROYED);
    }

    private void write(long slot, byte[] bytes) {
        try {
            file.seek(slot * BYTES);
            file.write(bytes);
            file.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException("The file of wrapping keys cannot be written", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
