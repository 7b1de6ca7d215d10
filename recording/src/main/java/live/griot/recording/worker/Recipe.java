package live.griot.recording.worker;

import java.io.IOException;
import java.nio.file.Path;
import live.griot.recording.store.RecordingReader;

/** Makes something of a recording. Thread-safe. */
interface Recipe {
    /**
     * Returns about how many bytes it needs on the disk while it is made.
     *
     * @throws NotMadeException when it cannot be made
     * @throws IOException when the disk does not give
     */
    default long room(RecordingReader recording) throws IOException, NotMadeException {
        return 0;
    }

    /**
     * Makes it.
     *
     * @param directory where it is put once it is whole, in one step; what was made before is replaced
     * @param scratch an empty directory on the same disk for what is not whole; removed afterwards, however it ends
     * @return how many bytes of files were made; 0 where there was nothing to make anything of
     * @throws NotMadeException when it cannot be made
     * @throws StoppedException when it is not wanted any more
     * @throws IOException when the disk does not give or take
     */
    long make(RecordingReader recording, Path directory, Path scratch, Making making)
            throws IOException, NotMadeException, StoppedException;
}
