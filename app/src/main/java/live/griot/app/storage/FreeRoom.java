package live.griot.app.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import live.griot.api.store.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much room there is for the embedded database. It closes itself when a write fails for want of room, and is read only once it is
 * open again; so writing ends a while before that. {@link #look} is called by one thread; the rest is thread-safe.
 */
public final class FreeRoom {
    private static final Logger LOG = LoggerFactory.getLogger(FreeRoom.class);
    private static final int TENTH = 10;
    /** For so long after it was opened anew, connections of before may say once more what they said last. */
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final long ENOUGH_TO_WRITE = 1024 * 1024;

    private final Path directory;
    private final long minFree;
    private volatile Room room = Room.ENOUGH;
    private volatile boolean writeFailed;
    private volatile long openedNanos = System.nanoTime() - LAST_WORDS_NANOS;

    /** How much there is. */
    private enum Room {
        ENOUGH,
        /** For what runs. */
        LITTLE,
        NONE
    }

    /** Looks after that directory's file system; 0 bytes look after nothing. */
    FreeRoom(Path directory, long minFree) {
        this.directory = directory;
        this.minFree = minFree;
    }

    /**
     * Takes note where something failed because it could not be written for want of room. Then the embedded database writes nothing more until it
     * is opened anew.
     */
    public void failed(Throwable failure) {
        if (StoreFailure.isFull(failure) && System.nanoTime() - openedNanos > LAST_WORDS_NANOS) {
            writeFailed = true;
        }
    }

    /** Returns whether the database is to be opened anew: something could not be written, and now there is room. */
    boolean isBackAfterFailure() {
        return writeFailed && freeBytes() > ENOUGH_TO_WRITE;
    }

    /** The database was opened anew. */
    void opened() {
        openedNanos = System.nanoTime();
        writeFailed = false;
    }

    /** Returns whether there is room for what begins. */
    public boolean isEnough() {
        return room == Room.ENOUGH;
    }

    /** Returns whether there is no room for anything. */
    public boolean isNone() {
        return room == Room.NONE;
    }

    /** Looks again, and says what has changed. */
    void look() {
        if (minFree == 0) {
            return;
        }
        long free = freeBytes();
        Room now = free < minFree / TENTH ? Room.NONE : free < minFree ? Room.LITTLE : Room.ENOUGH;
        if (now != room) {
            room = now;
            tell(now, free);
        }
    }

    /** Returns how much is free; where that cannot be told, that there is enough: what is wrong the database tells itself. */
    private long freeBytes() {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException gone) {
            return Long.MAX_VALUE;
        }
    }

    private void tell(Room now, long free) {
        switch (now) {
            case ENOUGH -> LOG.info("There is room again in {}: {} bytes are free", directory, free);
            case LITTLE ->
                LOG.warn(
                        "Only {} bytes are free in {}, less than griot.min-free: no session is created or started",
                        free,
                        directory);
            case NONE ->
                LOG.error(
                        "Only {} bytes are free in {}, less than a tenth of griot.min-free: nothing is stored, what is there is read",
                        free,
                        directory);
        }
    }
}
