package live.griot.recording.capture;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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
import live.griot.recording.store.StateChange;
import live.griot.recording.store.StoreListener;
import live.griot.recording.store.StoredGap;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.TrackName;
import live.griot.recording.timeline.MediaTime;
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

    /** How much of a recording was made: as long as it would play if it ended now. */
    private static final class Made {
        private final Instant began;
        private final List<StateChange> states;
        private long endMicros;
        private long bytes;
        private @Nullable Trouble trouble;

        Made(Instant began, List<StateChange> states, long endMicros, long bytes) {
            this.began = began;
            this.states = new ArrayList<>(states);
            this.endMicros = endMicros;
            this.bytes = bytes;
        }

        synchronized void add(long partEndMicros, long length) {
            endMicros = Math.max(endMicros, partEndMicros);
            bytes += length;
        }

        synchronized void become(StateChange change) {
            states.add(change);
        }

        synchronized void trouble(@Nullable Trouble now) {
            trouble = now;
        }

        synchronized Progress progress() {
            return new Progress(new MediaTime(began, states, endMicros, false).length(), bytes, trouble);
        }
    }

    /** Tells somebody else too from now on. */
    public void tellToo(StoreListener other) {
        others.add(other);
    }

    /** Begins with one of which there is nothing yet. */
    void begin(RecordingName name, Instant began) {
        made.put(name, new Made(began, List.of(), 0, 0));
    }

    /** Goes on with one of which there is something already. */
    void goOn(RecordingName name, RecordingContents before) {
        Instant began = Instant.ofEpochMilli(before.beganMillis());
        made.put(name, new Made(began, before.states(), MediaTime.endMicros(before), before.bytes()));
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
            one.add(run.micros(part.endTime()), part.length());
        }
        tell(other -> other.stored(recording, run, part));
    }

    @Override
    public void sealed(RecordingName recording, TrackName track, long segment) {
        tell(other -> other.sealed(recording, track, segment));
    }

    @Override
    public void became(RecordingName recording, StateChange change) {
        Made one = made.get(recording);
        if (one != null) {
            one.become(change);
        }
        tell(other -> other.became(recording, change));
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
