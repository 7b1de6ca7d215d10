package live.griot.recording.hls;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.StoreListener;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.TrackName;

/**
 * Hands the store's news of parts and segments on to those who play. It is made before the store, which is given it, or whose own listener
 * passes on what it is told. Thread-safe; it never waits.
 */
public final class HlsNews implements StoreListener {
    private final AtomicReference<Consumer<RecordingName>> to = new AtomicReference<>(nobody -> {});

    /** Sets who is told from now on. */
    void tell(Consumer<RecordingName> listener) {
        to.set(listener);
    }

    @Override
    public void stored(RecordingName recording, StoredRun run, StoredPart part) {
        to.get().accept(recording);
    }

    @Override
    public void sealed(RecordingName recording, TrackName track, long segment) {
        to.get().accept(recording);
    }

    /** Tells those who play a recording that it has changed: that it was finished, or is there no more. */
    public void changed(RecordingName recording) {
        to.get().accept(recording);
    }
}
