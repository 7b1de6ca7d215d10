package live.griot.recording.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import live.griot.api.id.RecordingId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.recording.lifecycle.RecordedTracks;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.lifecycle.RecordingView;
import live.griot.recording.store.FarPlace;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.RecoveryReport;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredTrack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The recordings' files on this node: opened after the program's start, and tried again for as long as they cannot be. Nothing else of the
 * program needs them. Thread-safe.
 */
@Component
public class OpenStore implements RecordedTracks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenStore.class);

    private final Path directory;
    private final long minFree;
    private final StoreNews news;
    private volatile @Nullable RecordingStore store;
    private final @Nullable FarPlace elsewhere;
    private boolean toldWhyNot;

    /** Makes one that opens nothing yet. */
    @Autowired
    public OpenStore(
            RecordingLimits limits,
            StoreNews news,
            @Value("${griot.data-dir}") Path data,
            ObjectProvider<FarPlace> elsewhere) {
        this(limits, news, data, elsewhere.getIfAvailable());
    }

    /** Makes one that opens nothing yet; with a place where recordings are kept beside this machine's disk, or null. */
    public OpenStore(RecordingLimits limits, StoreNews news, Path data, @Nullable FarPlace elsewhere) {
        this.elsewhere = elsewhere;
        this.directory = limits.directory() == null ? data.resolve("recordings") : limits.directory();
        this.minFree = limits.minFree().toBytes();
        this.news = news;
    }

    /** Returns the store, empty where it could not be opened yet. */
    public Optional<RecordingStore> store() {
        return Optional.ofNullable(store);
    }

    /** Opens it unless it is; returns what recovery found where this opened it. */
    public synchronized Optional<RecoveryReport> open() {
        if (store != null) {
            return Optional.empty();
        }
        RecordingStore opened = null;
        try {
            opened = elsewhere == null
                    ? RecordingStore.open(directory, news)
                    : RecordingStore.open(directory, news, elsewhere);
            RecoveryReport found = opened.recover();
            found.failed().forEach((name, why) -> LOG.warn("Recording {} is not whole: {}", name, why.toString()));
            store = opened;
            toldWhyNot = false;
            return Optional.of(found);
        } catch (IOException | RuntimeException failure) {
            if (!toldWhyNot) {
                LOG.warn(
                        "Nothing can be recorded here: {} cannot be opened (griot.recording.directory): {}",
                        directory,
                        failure.toString());
            }
            toldWhyNot = true;
            closeQuietly(opened);
            return Optional.empty();
        }
    }

    private static void closeQuietly(@Nullable RecordingStore opened) {
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException failure) {
                LOG.debug("A store that could not be recovered was not closed", failure);
            }
        }
    }

    /** Returns whether there is room to record, and for others beside. */
    boolean hasRoom() {
        return hasRoomFor(0);
    }

    /** Returns whether there is room for so many bytes, and for others beside. */
    public boolean hasRoomFor(long bytes) {
        try {
            return minFree + bytes == 0 || Files.getFileStore(directory).getUsableSpace() >= minFree + bytes;
        } catch (IOException failure) {
            return false;
        }
    }

    /** Refuses where nothing can be recorded. */
    void requireRoom() {
        if (store == null) {
            throw new Refused(RefusalCode.RECORDING_UNAVAILABLE, "The recordings' files cannot be opened on this node");
        }
        if (!hasRoom()) {
            throw new Refused(RefusalCode.STORAGE_FULL, "There is no room left for recordings");
        }
    }

    @Override
    public List<RecordingView.Track> of(RecordingId id) {
        return read(id).stream()
                .flatMap(reader -> reader.contents().tracks().stream())
                .map(OpenStore::track)
                .toList();
    }

    /** Opens a recording for reading, empty where this node does not have it. */
    public Optional<RecordingReader> read(RecordingId id) {
        RecordingStore opened = store;
        if (opened == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(opened.read(new RecordingName(id.value())));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failure) {
            LOG.warn("Recording {} cannot be read: {}", id, failure.toString());
            return Optional.empty();
        }
    }

    private static RecordingView.Track track(StoredTrack track) {
        boolean isVideo = track.runs().stream().anyMatch(run -> run.width() > 0);
        return new RecordingView.Track(
                isVideo ? "VIDEO" : "AUDIO",
                track.name().value(),
                track.runs().stream().map(StoredRun::codecs).distinct().toList());
    }

    @Override
    public synchronized void close() throws IOException {
        RecordingStore opened = store;
        store = null;
        if (opened != null) {
            opened.close();
        }
    }
}
