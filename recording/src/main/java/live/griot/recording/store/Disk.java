package live.griot.recording.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** What the writing thread does to a disk; each of it may take as long as the disk likes. */
interface Disk {
    /** A file that is open for writing, by one thread. */
    interface OpenFile extends Closeable {
        /** Returns how long it is, in bytes. */
        long length() throws IOException;

        /** Writes all the bytes from there on; when it throws, some of them may be there. */
        void write(long position, byte[] bytes) throws IOException;

        /** Cuts off what is behind that length. */
        void truncate(long length) throws IOException;

        /** Returns when what was written would survive the machine's loss of power. */
        void force() throws IOException;
    }

    /** Opens a file, which is made where it is missing, readable by its owner alone; never through a link. */
    OpenFile open(Path file) throws IOException;

    /** Makes a directory where it is missing, readable by its owner alone. */
    void makeDirectory(Path directory) throws IOException;

    /** Removes a file, if it is there. */
    void remove(Path file) throws IOException;

    /** Returns when the names in a directory would survive the machine's loss of power. */
    void forceDirectory(Path directory) throws IOException;
}
