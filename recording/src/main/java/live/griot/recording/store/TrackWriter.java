package live.griot.recording.store;

import live.griot.recording.frame.Gap;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import org.jspecify.annotations.Nullable;

/**
 * Gives the store what one track has. Nothing here waits for a disk: what the store cannot take is dropped, and then everything up to the next
 * part that a decoder can begin with. Not thread-safe: owned by the thread that owns the track.
 */
public final class TrackWriter {
    private final RecordingName recording;
    private final TrackName name;
    private final WriteQueue queue;
    private final News news;
    private final long earlierRuns;
    private final long earlierSegments;
    private @Nullable NewRun run;
    private @Nullable StoredGap missing;

    TrackWriter(RecordingName recording, TrackName name, WriteQueue queue, News news, WriteCommand.TrackEnd earlier) {
        this.recording = recording;
        this.name = name;
        this.queue = queue;
        this.news = news;
        this.earlierRuns = earlier.run();
        this.earlierSegments = earlier.segment();
    }

    /** Begins a run; its init segment is stored with the first of its parts. */
    public void begin(Run next) {
        run = NewRun.of(name, earlierRuns + next.number(), next);
    }

    /**
     * Stores a part of the run that was begun, soon.
     *
     * @return whether it was taken; when not, a key frame is wished for
     */
    public boolean append(RecordedPart part) {
        NewRun of = run;
        if (of == null) {
            throw new IllegalStateException("A part is of a run");
        }
        StoredGap before = missing;
        if (before != null && !part.independent()) {
            drop(part, before.cause());
            return false;
        }
        int length = part.bytes().length;
        if (length > StoreLimits.PART_BYTES) {
            drop(part, GapCause.LIMIT);
            return false;
        }
        WriteCommand.Append append =
                new WriteCommand.Append(recording, of, earlierSegments + part.segment(), part, before);
        if (!queue.offer(append, length)) {
            drop(part, GapCause.BEHIND);
            return false;
        }
        missing = null;
        if (before != null) {
            news.tell(listener -> listener.caughtUp(recording, name));
        }
        return true;
    }

    private void drop(RecordedPart part, GapCause cause) {
        news.counters().dropped(part.bytes().length);
        StoredGap already = missing;
        missing = already == null
                ? new StoredGap(name, part.start(), part.end(), cause)
                : already.and(part.start(), part.end());
        if (already == null) {
            news.tell(listener -> listener.dropping(recording, name, cause));
        }
    }

    /** Notes a stretch without frames; while parts are dropped, it is part of that. */
    public void gap(Gap gap) {
        StoredGap dropped = missing;
        if (dropped != null) {
            missing = dropped.and(gap.start(), gap.end());
            return;
        }
        GapCause cause = gap.cause() == Gap.Cause.LOST ? GapCause.LOST : GapCause.NOTHING_CAME;
        IndexRecord line = new IndexRecord.GapAdded(new StoredGap(name, gap.start(), gap.end(), cause));
        queue.offer(new WriteCommand.Note(recording, line), 0);
    }

    /** Has what was dropped last written, since no part follows. */
    void end() {
        StoredGap dropped = missing;
        missing = null;
        if (dropped != null) {
            queue.add(new WriteCommand.Note(recording, new IndexRecord.GapAdded(dropped)));
        }
    }
}
