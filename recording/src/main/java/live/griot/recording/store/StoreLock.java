package live.griot.recording.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/** Keeps a second process from writing the same recordings. The system lets go of it when the process ends, however it does. */
final class StoreLock implements Closeable {
    private final FileChannel file;

    private StoreLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes the lock.
     *
     * @throws IOException when another store has it, here or in another process
     */
    static StoreLock take(Path path) throws IOException {
        FileChannel file = LocalDisk.channel(path);
        try {
            if (file.tryLock() != null) {
                return new StoreLock(file);
            }
        } catch (OverlappingFileLockException ours) {
            // Said below, as of another process.
        }
        file.close();
        throw new IOException("The recordings in %s are open in another process".formatted(path.getParent()));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
