package live.griot.recording.hls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import live.griot.recording.playlist.PlaylistKind;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.TrackName;

/**
 * Holds the indexes of recordings that are played: as many as there is room for, and as long as somebody asks. The store tells by {@link HlsNews}
 * what is new; whoever finishes or deletes a recording tells it here, so that players need not wait until that is noticed. Thread-safe.
 */
public final class HlsRecordings {
    private final Source source;
    private final String epoch;
    private final LongSupplier nanoClock;
    private final Cache<RecordingName, PlayableRecording> held = Caffeine.newBuilder()
            .maximumWeight(HlsLimits.HELD_LINES)
            .weigher((RecordingName name, PlayableRecording recording) -> weight(recording))
            .expireAfterAccess(HlsLimits.HELD_IDLE)
            .build();
    private final Set<RecordingName> changed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong playlistsWritten = new AtomicLong();

    /** Opens recordings. */
    @FunctionalInterface
    public interface Source {
        /** Reads the index of a recording; throws {@link NoSuchFileException} where there is none. */
        RecordingReader read(RecordingName recording) throws IOException;
    }

    /** Makes one that holds nothing yet; the epoch is of this start of the program. */
    HlsRecordings(Source source, String epoch, LongSupplier nanoClock) {
        this.source = source;
        this.epoch = epoch;
        this.nanoClock = nanoClock;
    }

    /** Returns up to where clips of a recording can be made; nothing of one of which nothing can be played here. */
    public Duration sealed(RecordingName recording) {
        return find(recording)
                .map(found -> Duration.of(found.sealedMicros(), ChronoUnit.MICROS))
                .orElse(Duration.ZERO);
    }

    /** Returns whether something of a track can be played now. */
    public boolean shows(RecordingName recording, TrackName track) {
        return find(recording)
                .flatMap(found -> found.media(track, PlaylistKind.WINDOW))
                .isPresent();
    }

    private static int weight(PlayableRecording recording) {
        return (int) Math.min(Integer.MAX_VALUE, 1 + recording.lines());
    }

    /** Returns a recording, whose index is read where it is not held; empty where there is none. */
    Optional<PlayableRecording> find(RecordingName recording) {
        try {
            return Optional.of(held.get(recording, this::open));
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof NoSuchFileException) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private PlayableRecording open(RecordingName recording) {
        try {
            return new PlayableRecording(
                    recording, source.read(recording), epoch, nanoClock, playlistsWritten::incrementAndGet);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Notes that a recording has more, or was finished. Returns at once: what is new is read on another thread. */
    public void changed(RecordingName recording) {
        if (held.getIfPresent(recording) != null && changed.add(recording)) {
            Thread.ofVirtual().name("hls-" + recording).start(() -> read(recording));
        }
    }

    private void read(RecordingName recording) {
        changed.remove(recording);
        PlayableRecording found = held.getIfPresent(recording);
        if (found != null) {
            found.read();
            // It weighs more than before.
            var _ = held.asMap().replace(recording, found, found);
        }
    }

    /** Notes that a recording was deleted: who waits for more of it learns that now. What is being read is read to its end. */
    public void deleted(RecordingName recording) {
        PlayableRecording found = held.asMap().remove(recording);
        if (found != null) {
            found.forget();
        }
    }

    /** Lets one more wait; false where there are too many. */
    boolean beginWait() {
        if (waiting.incrementAndGet() > HlsLimits.WAITING) {
            waiting.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Notes that one waits no more. */
    void endWait() {
        waiting.decrementAndGet();
    }

    /** Returns how many requests are being answered now that may have to wait for what is announced. */
    public int waiting() {
        return waiting.get();
    }

    /** Returns how many playlists were written so far; one that many get is one. */
    public long playlistsWritten() {
        return playlistsWritten.get();
    }
}
