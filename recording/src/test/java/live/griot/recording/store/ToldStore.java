package live.griot.recording.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a store tells, a line each; parts and seals apart. */
final class ToldStore implements StoreListener {
    final List<String> news = new CopyOnWriteArrayList<>();
    final List<StoredPart> parts = new CopyOnWriteArrayList<>();
    final List<Long> sealed = new CopyOnWriteArrayList<>();
    final List<StoredGap> gaps = new CopyOnWriteArrayList<>();

    @Override
    public void stored(RecordingName recording, StoredRun run, StoredPart part) {
        parts.add(part);
    }

    @Override
    public void sealed(RecordingName recording, TrackName track, long segment) {
        sealed.add(segment);
    }

    @Override
    public void missed(RecordingName recording, StoredGap gap) {
        gaps.add(gap);
    }

    @Override
    public void dropping(RecordingName recording, TrackName track, GapCause cause) {
        news.add("dropping " + cause);
    }

    @Override
    public void caughtUp(RecordingName recording, TrackName track) {
        news.add("caught up");
    }

    @Override
    public void diskFull(RecordingName recording, IOException why) {
        news.add("disk full");
    }

    @Override
    public void failed(RecordingName recording, Exception why) {
        news.add("failed");
    }

    @Override
    public void well(RecordingName recording) {
        news.add("well");
    }
}
