package live.griot.recording.capture;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import live.griot.recording.lifecycle.RunningRecordings.Progress;
import live.griot.recording.lifecycle.RunningRecordings.Trouble;
import live.griot.recording.store.GapCause;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.StoreListener;
import live.griot.recording.store.StoredGap;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.store.TrackName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the store tells of the recordings that are being made: how far each is, and what is wrong with it. Tells it on to who wants to know,
 * each fenced. Thread-safe.
 */
@Component
public class StoreNews implements StoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(StoreNews.class);

    private final Map<RecordingName, Made> made = new ConcurrentHashMap<>();
    private final List<StoreListener> others = new CopyOnWriteArrayList<>();

    /** How much of a recording was made. */
    private static final class Made {
        private final Map<TrackName, Duration> played = new HashMap<>();
        private long bytes;
        private @Nullable Trouble trouble;

        synchronized void add(TrackName track, Duration duration, long length) {
            played.merge(track, duration, Duration::plus);
            bytes += length;
        }

        synchronized void trouble(@Nullable Trouble now) {
            trouble = now;
        }

        synchronized Progress progress() {
            return new Progress(
                    played.values().stream().max(Duration::compareTo).orElse(Duration.ZERO), bytes, trouble);
        }
    }

    /** Tells somebody else too from now on. */
    public void tellToo(StoreListener other) {
        others.add(other);
    }

    /** Begins with one of which there may be something already. */
    void begin(RecordingName name, @Nullable RecordingContents before) {
        Made known = new Made();
        if (before != null) {
            before.tracks().forEach(track -> known.add(track.name(), played(track), track.bytes()));
        }
        made.put(name, known);
    }

    /** Returns how long what is kept of a track plays. */
    static Duration played(StoredTrack track) {
        if (track.runs().isEmpty()) {
            return Duration.ZERO;
        }
        int timescale = track.runs().getFirst().timescale();
        long units = track.segments().stream()
                .flatMap(segment -> segment.parts().stream())
                .mapToLong(StoredPart::duration)
                .sum();
        return duration(units, timescale);
    }

    private static Duration duration(long units, int timescale) {
        return Duration.ofSeconds(units / timescale, units % timescale * 1_000_000_000L / timescale);
    }

    /** Forgets one that is made no more. */
    void forget(RecordingName name) {
        made.remove(name);
    }

    /** Says what is wrong with one, or that nothing is. */
    void trouble(RecordingName name, @Nullable Trouble trouble) {
        Made one = made.get(name);
        if (one != null) {
            one.trouble(trouble);
        }
    }

    /** Returns how far one is that is being made. */
    Optional<Progress> progress(RecordingName name) {
        return Optional.ofNullable(made.get(name)).map(Made::progress);
    }

    /** Returns how many are being made. */
    int running() {
        return made.size();
    }

    /** Returns with how many of them that is wrong. */
    long troubled(Trouble trouble) {
        return made.values().stream()
                .filter(one -> one.progress().trouble() == trouble)
                .count();
    }

    @Override
    public void stored(RecordingName recording, StoredRun run, StoredPart part) {
        Made one = made.get(recording);
        if (one != null) {
            one.add(part.track(), duration(part.duration(), run.timescale()), part.length());
        }
        tell(other -> other.stored(recording, run, part));
    }

    @Override
    public void sealed(RecordingName recording, TrackName track, long segment) {
        tell(other -> other.sealed(recording, track, segment));
    }

    @Override
    public void missed(RecordingName recording, StoredGap gap) {
        tell(other -> other.missed(recording, gap));
    }

    @Override
    public void dropping(RecordingName recording, TrackName track, GapCause cause) {
        LOG.warn("Recording {} leaves out parts of {}: {}", recording, track, cause);
        trouble(recording, Trouble.BEHIND);
        tell(other -> other.dropping(recording, track, cause));
    }

    @Override
    public void caughtUp(RecordingName recording, TrackName track) {
        trouble(recording, null);
        tell(other -> other.caughtUp(recording, track));
    }

    @Override
    public void diskFull(RecordingName recording, IOException why) {
        LOG.warn("There is no room for recording {}: {}", recording, why.toString());
        trouble(recording, Trouble.DISK_FULL);
        tell(other -> other.diskFull(recording, why));
    }

    @Override
    public void failed(RecordingName recording, Exception why) {
        LOG.warn("Recording {} cannot be written: {}", recording, why.toString());
        trouble(recording, Trouble.DISK_FAILED);
        tell(other -> other.failed(recording, why));
    }

    @Override
    public void well(RecordingName recording) {
        trouble(recording, null);
        tell(other -> other.well(recording));
    }

    private void tell(Consumer<StoreListener> news) {
        for (StoreListener other : others) {
            try {
                news.accept(other);
            } catch (RuntimeException failure) {
                LOG.error("Who follows a recording failed", failure);
            }
        }
    }
}
