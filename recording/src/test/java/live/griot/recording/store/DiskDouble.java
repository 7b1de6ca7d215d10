package live.griot.recording.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A test double: this machine's disk, before which something may happen at each step. It forces nothing, since nobody pulls the plug here,
 * and a test of a thousand recordings would wait for the disk alone.
 */
class DiskDouble implements Disk {
    private final Disk real = new LocalDisk();

    /** Is called before each step that changes something. */
    void beforeStep() throws IOException {}

    /** Returns how many of so many bytes are written before the write fails; all, unless it is to fail. */
    int allowed(int bytes) {
        return bytes;
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        beforeStep();
        return new FileDouble(real.open(file));
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        beforeStep();
        real.makeDirectory(directory);
    }

    @Override
    public void remove(Path file) throws IOException {
        beforeStep();
        real.remove(file);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        beforeStep();
    }

    private final class FileDouble implements OpenFile {
        private final OpenFile file;

        FileDouble(OpenFile file) {
            this.file = file;
        }

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public void write(long position, byte[] bytes) throws IOException {
            beforeStep();
            int allowed = allowed(bytes.length);
            file.write(position, Arrays.copyOf(bytes, allowed));
            if (allowed < bytes.length) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            beforeStep();
            file.truncate(length);
        }

        @Override
        public void force() throws IOException {
            beforeStep();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
