package live.griot.recording.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Gives the store what a recording has. Nothing here waits for a disk. Not thread-safe: owned by the thread that owns the recording. */
public final class RecordingWriter {
    private final RecordingName name;
    private final WriteQueue queue;
    private final News news;
    private final Map<TrackName, WriteCommand.TrackEnd> ends;
    private final Runnable released;
    private final Map<TrackName, TrackWriter> tracks = new LinkedHashMap<>();

    RecordingWriter(
            RecordingName name,
            WriteQueue queue,
            News news,
            Map<TrackName, WriteCommand.TrackEnd> ends,
            Runnable released) {
        this.name = name;
        this.released = released;
        this.queue = queue;
        this.news = news;
        this.ends = Map.copyOf(ends);
    }

    /** Returns the name of the recording. */
    public RecordingName name() {
        return name;
    }

    /**
     * Returns what writes a track, always the same for a name. Runs and segments of one that was there before go on counting.
     *
     * @throws IllegalStateException when the recording has as many as one may have
     */
    public TrackWriter track(TrackName track) {
        TrackWriter known = tracks.get(track);
        if (known != null) {
            return known;
        }
        if (tracks.size() == StoreLimits.TRACKS) {
            throw new IllegalStateException("A recording has %d tracks at most".formatted(StoreLimits.TRACKS));
        }
        TrackWriter made =
                new TrackWriter(name, track, queue, news, ends.getOrDefault(track, WriteCommand.TrackEnd.NONE));
        tracks.put(track, made);
        return made;
    }

    /** Returns what writes a track, or nothing where the recording has as many as one may have. */
    public Optional<TrackWriter> trackIfRoom(TrackName track) {
        return tracks.containsKey(track) || tracks.size() < StoreLimits.TRACKS
                ? Optional.of(track(track))
                : Optional.empty();
    }

    /** Notes that the recording goes on or pauses. */
    public void become(StateChange change) {
        if (change.state() == RecordingState.FINISHED) {
            throw new IllegalArgumentException("A recording is finished by finish");
        }
        queue.add(new WriteCommand.Note(name, new IndexRecord.StateChanged(change)));
    }

    /** Notes who is in it from now on, or no more. */
    public void note(Presence presence) {
        queue.add(new WriteCommand.Note(name, new IndexRecord.PresenceChanged(presence)));
    }

    /**
     * Ends the recording behind all that was appended.
     *
     * @param reason 1 to 40 of {@code A-Z} and {@code _}
     * @param atMillis by the wall clock, in milliseconds since 1970
     * @return done when all is on the disk. With the {@link java.io.IOException} where the disk did not take the end: then the recording is
     *     as one that a crash left, and {@link RecordingStore#finish} ends it when the disk does
     */
    public CompletableFuture<@Nullable Void> finish(String reason, long atMillis) {
        tracks.values().forEach(TrackWriter::end);
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        StateChange last = new StateChange(RecordingState.FINISHED, reason, atMillis);
        queue.add(new WriteCommand.Close(name, last, done));
        return done.whenComplete((nothing, failure) -> released.run());
    }
}
