package live.griot.recording.hls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import live.griot.recording.playlist.Blank;
import live.griot.recording.playlist.ClipCut;
import live.griot.recording.playlist.ClipRange;
import live.griot.recording.playlist.ListedParts;
import live.griot.recording.playlist.MediaName;
import live.griot.recording.playlist.MediaPlaylist;
import live.griot.recording.playlist.MultivariantPlaylist;
import live.griot.recording.playlist.PlaylistKind;
import live.griot.recording.playlist.Position;
import live.griot.recording.playlist.TrackListing;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredSegment;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.store.TrackName;
import org.jspecify.annotations.Nullable;

/**
 * A recording whose index is held: each line of it is read once, and each playlist written once for all who ask before there is more.
 * Thread-safe; callers wait for each other while one of them reads what is new.
 */
final class PlayableRecording {
    private final RecordingName name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final RecordingReader reader;
    private final String epoch;
    private final LongSupplier nanoClock;
    private final Runnable written;
    private final Map<TrackName, TrackListing> listings = new LinkedHashMap<>();
    private final Map<Wanted, PlaylistAnswer> answers = new HashMap<>();
    private long readNanos;
    private int relisted;
    private boolean isGone;
    private long lines;
    private long cuts;

    /** Which playlist: of a track, or the multivariant one for null. */
    private record Wanted(@Nullable TrackName track, PlaylistKind kind) {}

    /**
     * Makes one of a recording whose index was just read.
     *
     * @param epoch of the names of parts
     * @param written is told when a playlist is written
     */
    PlayableRecording(
            RecordingName name, RecordingReader reader, String epoch, LongSupplier nanoClock, Runnable written) {
        this.name = name;
        this.reader = reader;
        this.epoch = epoch;
        this.nanoClock = nanoClock;
        this.written = written;
        this.readNanos = nanoClock.getAsLong();
        list();
    }

    /** Returns its name. */
    RecordingName name() {
        return name;
    }

    /** Reads what was added to the index, and wakes those who wait. */
    void read() {
        lock.lock();
        try {
            readNow();
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the recording is no more. */
    void forget() {
        lock.lock();
        try {
            isGone = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many lines its index has. */
    long lines() {
        lock.lock();
        try {
            return lines;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns up to where it can be cut, in playlist time: to its end where it is finished, else to where all tracks are sealed. Zero where nothing
     * can be played.
     */
    long sealedMicros() {
        lock.lock();
        try {
            refresh();
            LongStream ends = shownAndNotEmpty().stream().mapToLong(TrackListing::wholeMicros);
            return (reader.contents().isFinished() ? ends.max() : ends.min()).orElse(0);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the multivariant playlist of a clip, whose playlists have that name in each track; empty where nothing can be played. */
    Optional<PlaylistAnswer> multivariant(String fileName) {
        lock.lock();
        try {
            refresh();
            return MultivariantPlaylist.of(shownAndNotEmpty(), fileName).map(this::ofClip);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the playlist of one track of a clip; empty where that can not be played. */
    Optional<PlaylistAnswer> clip(TrackName track, ClipRange range) {
        lock.lock();
        try {
            return cut(range)
                    .flatMap(cut -> listing(track)
                            .map(found ->
                                    MediaPlaylist.clip(found, reader.contents().beganMillis(), cut)))
                    .map(this::ofClip);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ClipCut> cut(ClipRange range) {
        refresh();
        List<TrackListing> there = shownAndNotEmpty();
        return there.isEmpty() ? Optional.empty() : Optional.of(ClipCut.of(there, range));
    }

    /** They are short, and as many as people make: each is written when it is asked for, and kept by caches. */
    private PlaylistAnswer ofClip(String text) {
        written.run();
        return PlaylistAnswer.of(text, true);
    }

    private List<TrackListing> shownAndNotEmpty() {
        return isGone
                ? List.of()
                : shown().stream().filter(track -> !track.isEmpty()).toList();
    }

    /** Returns the multivariant playlist; empty where nothing can be played. */
    Optional<PlaylistAnswer> multivariant(PlaylistKind kind) {
        lock.lock();
        try {
            refresh();
            List<TrackListing> shown = shown();
            return isGone
                    ? Optional.empty()
                    : MultivariantPlaylist.of(shown, kind).map(text -> answer(new Wanted(null, kind), () -> text));
        } finally {
            lock.unlock();
        }
    }

    /** Returns a track's playlist as it is now; empty where there is no such track. */
    Optional<PlaylistAnswer> media(TrackName track, PlaylistKind kind) {
        lock.lock();
        try {
            refresh();
            return listing(track).map(listing -> answer(listing, kind));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns a track's playlist once it has what is wanted, or the track ends.
     *
     * @throws TooFarAheadException when nobody can know of that yet
     * @throws NotInTimeException when it did not come
     */
    Optional<PlaylistAnswer> media(TrackName track, PlaylistKind kind, Position wanted, long waitNanos)
            throws TooFarAheadException, NotInTimeException {
        lock.lock();
        try {
            long deadline = nanoClock.getAsLong() + waitNanos;
            for (boolean isFirst = true; ; isFirst = false) {
                refresh();
                TrackListing listing = listing(track).orElse(null);
                if (listing == null) {
                    return Optional.empty();
                }
                if (isFirst && !listing.isFinished() && listing.isTooFarAhead(wanted)) {
                    throw new TooFarAheadException();
                }
                if (listing.has(wanted)) {
                    return Optional.of(answer(listing, kind));
                }
                awaitGrowth(deadline);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Finds bytes by their name; for the part that comes next it waits.
     *
     * @return empty where there are none of that name
     */
    Optional<MediaBytes> bytes(TrackName track, MediaName name, long waitNanos) throws NotInTimeException {
        lock.lock();
        try {
            refresh();
            return switch (name) {
                case MediaName.Init init -> init(track, init);
                case MediaName.Segment segment -> segment(track, segment);
                case MediaName.Part part -> part(track, part, waitNanos);
                case MediaName.BlankInit init -> blank(track).map(Blank::init).map(MediaBytes::of);
                case MediaName.BlankSegment segment ->
                    blank(track).map(blank -> blank.segment(segment)).map(MediaBytes::of);
            };
        } finally {
            lock.unlock();
        }
    }

    private Optional<MediaBytes> init(TrackName track, MediaName.Init name) {
        return stored(track).flatMap(found -> found.runs().stream()
                .filter(run -> run.number() == name.run() && run.checksum() == name.checksum())
                .findFirst()
                .map(this::init));
    }

    private MediaBytes init(StoredRun run) {
        return new MediaBytes(run.length(), reader.init(run)::open);
    }

    private Optional<MediaBytes> segment(TrackName track, MediaName.Segment name) {
        return stored(track)
                .flatMap(found -> found.segment(name.number()))
                .flatMap(segment -> ListedParts.of(segment, name).map(parts -> bytes(track, segment, parts)));
    }

    private Optional<MediaBytes> part(TrackName track, MediaName.Part name, long waitNanos) throws NotInTimeException {
        long deadline = nanoClock.getAsLong() + waitNanos;
        while (true) {
            TrackListing listing = listing(track).orElse(null);
            if (listing == null || !name.epoch().equals(epoch()) || name.ordinal() > listing.nextOrdinal()) {
                return Optional.empty();
            }
            Optional<StoredPart> part = listing.part(name.ordinal());
            if (part.isPresent()) {
                return stored(track)
                        .flatMap(found -> found.segment(part.get().segment()))
                        .map(segment -> bytes(track, segment, List.of(part.get())));
            }
            if (listing.isFinished()) {
                return Optional.empty();
            }
            awaitGrowth(deadline);
            refresh();
        }
    }

    private Optional<Blank> blank(TrackName track) {
        return listing(track).flatMap(listing -> Blank.of(track));
    }

    private MediaBytes bytes(TrackName track, StoredSegment segment, List<StoredPart> parts) {
        long from = parts.getFirst().offset();
        long length = parts.getLast().end() - from;
        return new MediaBytes(length, reader.piece(track, segment, from, length)::open);
    }

    @SuppressWarnings("WaitNotInLoop") // Whoever calls it looks again.
    private void awaitGrowth(long deadline) throws NotInTimeException {
        long left = deadline - nanoClock.getAsLong();
        if (left <= 0) {
            throw new NotInTimeException();
        }
        try {
            var _ = grown.awaitNanos(Math.min(left, HlsLimits.STALE.toNanos()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NotInTimeException();
        }
    }

    /** Reads on where nobody told of anything for some time. */
    private void refresh() {
        if (nanoClock.getAsLong() - readNanos >= HlsLimits.STALE.toNanos()) {
            readNow();
        }
    }

    private void readNow() {
        if (isGone) {
            return;
        }
        readNanos = nanoClock.getAsLong();
        try {
            reader.refresh();
            list();
        } catch (NoSuchFileException deleted) {
            isGone = true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            grown.signalAll();
        }
    }

    private void list() {
        if (reader.contents().lines() == lines) {
            return;
        }
        lines = reader.contents().lines();
        answers.clear();
        if (reader.contents().cuts() != cuts) {
            cuts = reader.contents().cuts();
            relisted += listings.isEmpty() ? 0 : 1;
            listings.clear();
        }
        for (StoredTrack track : reader.contents().tracks()) {
            TrackName name = track.name();
            if (MultivariantPlaylist.shows(name)
                    && !listings.computeIfAbsent(name, TrackListing::new).update(reader.contents())) {
                relisted++;
                TrackListing anew = new TrackListing(name);
                anew.update(reader.contents());
                listings.put(name, anew);
            }
        }
        for (TrackListing track : listings.values()) {
            listings.values().forEach(track::fill);
        }
    }

    private String epoch() {
        return epoch + Integer.toString(relisted, Character.MAX_RADIX);
    }

    private List<TrackListing> shown() {
        return new ArrayList<>(listings.values());
    }

    private Optional<TrackListing> listing(TrackName track) {
        return isGone
                ? Optional.empty()
                : Optional.ofNullable(listings.get(track)).filter(found -> !found.isEmpty());
    }

    private Optional<StoredTrack> stored(TrackName track) {
        return isGone || !MultivariantPlaylist.shows(track)
                ? Optional.empty()
                : reader.contents().track(track);
    }

    private PlaylistAnswer answer(TrackListing track, PlaylistKind kind) {
        return answer(new Wanted(track.name(), kind), () -> text(track, kind));
    }

    private PlaylistAnswer answer(Wanted wanted, Supplier<String> text) {
        return answers.computeIfAbsent(wanted, missing -> {
            written.run();
            return PlaylistAnswer.of(text.get(), reader.contents().isFinished());
        });
    }

    private String text(TrackListing track, PlaylistKind kind) {
        long began = reader.contents().beganMillis();
        if (kind == PlaylistKind.WHOLE) {
            return MediaPlaylist.whole(track, began);
        }
        List<TrackListing> others = listings.values().stream()
                .filter(other -> other != track && !other.isEmpty())
                .toList();
        return MediaPlaylist.window(track, began, epoch(), others);
    }

    /** Nobody can know yet of what is asked for. */
    static final class TooFarAheadException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** What was waited for did not come. */
    static final class NotInTimeException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
