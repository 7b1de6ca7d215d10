package live.griot.recording.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A place that keeps recordings' files beside this machine's disk. Keys are paths from the directory of all recordings, with {@code /}
 * between names. Each call may take as long as its time limits allow, and fail. Thread-safe.
 */
public interface FarStore {
    /**
     * A file that is there.
     *
     * @param size in bytes
     */
    record FarFile(String key, long size) {}

    /**
     * Puts a file there, in place of what was under that key.
     *
     * @throws FarAwayException when it does not take it now
     */
    void put(String key, Path file) throws IOException;

    /**
     * Opens what is under a key; what is read may end early, or be anything.
     *
     * @throws java.nio.file.NoSuchFileException when there is nothing
     * @throws FarAwayException when it does not give it now
     */
    InputStream open(String key) throws IOException;

    /**
     * Returns all whose key begins so.
     *
     * @throws FarAwayException when it does not say now
     */
    List<FarFile> list(String prefix) throws IOException;

    /**
     * Deletes what is under a key, if there is something.
     *
     * @throws FarAwayException when it does not now
     */
    void delete(String key) throws IOException;
}
