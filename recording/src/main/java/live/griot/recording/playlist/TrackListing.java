package live.griot.recording.playlist;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredSegment;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.store.TrackName;
import org.jspecify.annotations.Nullable;

/**
 * What playlists list of a track. It follows the index: what is listed stays, and each update looks at what is new alone. A stored segment is
 * one that is listed, unless it is longer than a player may be told, or has a hole. Not thread-safe.
 */
public final class TrackListing {
    private final TrackName name;
    private final List<ListedSegment> segments = new ArrayList<>();
    private final List<StoredPart> parts = new ArrayList<>();
    private @Nullable ListedSegment open;
    private PlaylistTime time = PlaylistTime.of(0, List.of());
    private long endMicros;
    private int seams;
    private long storedSegment;
    private int storedParts;
    private int storedRun;
    private boolean isFinished;
    private boolean hasBlanks;
    private final Set<StoredRun> runs = new LinkedHashSet<>();
    private final PeakRate rate = new PeakRate();

    /** Makes one that lists nothing yet. */
    public TrackListing(TrackName name) {
        this.name = name;
    }

    /** Returns the name of the track. */
    public TrackName name() {
        return name;
    }

    /**
     * Adds what is new.
     *
     * @return false where the track lost what is listed here: then it has to be listed anew
     */
    public boolean update(RecordingContents contents) {
        StoredTrack track = contents.track(name).orElse(null);
        if (track == null) {
            return parts.isEmpty();
        }
        if (isLost(track)) {
            return false;
        }
        time = PlaylistTime.of(contents.beganMillis(), contents.states());
        for (StoredSegment segment : track.segmentsFrom(storedSegment)) {
            update(track, segment);
        }
        if (contents.isFinished()) {
            closeSegment();
            isFinished = true;
        }
        return true;
    }

    /**
     * Lists blanks where this track has nothing and another has something: at the end what is missing there, before that what is missing for
     * so long that nothing comes any more. A track that merely ends a little sooner is left as it is.
     */
    public void fill(TrackListing other) {
        if (isEmpty()) {
            return;
        }
        if (isFinished) {
            if (other.endMicros - endMicros >= PlaylistLimits.BLANK_STEP_MICROS || other.seams > seams) {
                addBlanks(other.endMicros, other.seams);
            }
            return;
        }
        long missing = other.endMicros - PlaylistLimits.BEHIND_MICROS - endMicros;
        if (missing >= PlaylistLimits.BLANK_STEP_MICROS && other.seams == seams) {
            closeSegment();
            addBlank(endMicros + missing - missing % PlaylistLimits.BLANK_STEP_MICROS);
        }
    }

    private boolean isLost(StoredTrack track) {
        return storedSegment > 0
                && track.segment(storedSegment)
                                .map(StoredSegment::parts)
                                .map(List::size)
                                .orElse(0)
                        < storedParts;
    }

    private void update(StoredTrack track, StoredSegment segment) {
        if (segment.number() != storedSegment) {
            closeSegment();
            storedSegment = segment.number();
            storedParts = 0;
        }
        while (track.runs().get(storedRun).number() != segment.run()) {
            storedRun++;
        }
        StoredRun run = track.runs().get(storedRun);
        for (; storedParts < segment.parts().size(); storedParts++) {
            add(run, segment.parts().get(storedParts));
        }
        if (segment.isSealed()) {
            closeSegment();
        }
    }

    private void add(StoredRun run, StoredPart part) {
        if (!Playable.isPlayable(run)) {
            closeSegment();
            return;
        }
        long media = micros(part.start(), run.timescale());
        long start = time.ofMedia(media);
        int seamsBefore = time.seamsBefore(media);
        boolean isHole = start - endMicros >= PlaylistLimits.HOLE_MICROS;
        boolean isLate = segments.isEmpty() && open == null && start > 0;
        if (isHole || isLate || seamsBefore > seams) {
            closeSegment();
            addBlanks(start, seamsBefore);
        }
        long end = Math.max(endMicros + 1, start + micros(part.endTime(), run.timescale()) - media);
        ListedSegment current = open;
        if (current != null && !goesOn(current, part, end)) {
            closeSegment();
            current = null;
        }
        if (current == null) {
            current = begun(run);
        }
        List<StoredPart> grown = current.parts();
        grown.add(part);
        parts.add(part);
        open = current.and(grown, end);
        endMicros = end;
    }

    private ListedSegment begun(StoredRun run) {
        runs.add(run);
        return new ListedSegment(
                segments.size(),
                seams,
                run,
                storedParts,
                parts.size(),
                new ArrayList<>(),
                endMicros,
                endMicros,
                time.media(seams, endMicros),
                false);
    }

    private static boolean goesOn(ListedSegment current, StoredPart part, long end) {
        StoredPart last = current.parts().getLast();
        return part.segment() == last.segment()
                && part.offset() == last.end()
                && end - current.startMicros() <= PlaylistLimits.LONGEST_MICROS;
    }

    /** Lists blanks up to there, none of which reaches over a seam. */
    private void addBlanks(long startMicros, int seamsBefore) {
        while (seams < seamsBefore) {
            addBlank(time.seam(seams));
            seams++;
        }
        addBlank(startMicros);
    }

    private void addBlank(long toMicros) {
        long step = Math.max(PlaylistLimits.BLANK_STEP_MICROS, (toMicros - endMicros) / PlaylistLimits.BLANK_SEGMENTS);
        hasBlanks |= endMicros < toMicros;
        while (endMicros < toMicros) {
            long end = Math.min(toMicros, endMicros + step);
            long media = time.media(seams, endMicros);
            segments.add(new ListedSegment(
                    segments.size(), seams, null, 0, parts.size(), List.of(), endMicros, end, media, true));
            endMicros = end;
        }
    }

    private void closeSegment() {
        if (open != null) {
            segments.add(open.whole());
            rate.add(open.bytes(), open.durationMicros());
            open = null;
        }
    }

    private static long micros(long ticks, int timescale) {
        return Math.floorDiv(ticks, (long) timescale) * PlaylistLimits.SECOND_MICROS
                + Math.floorMod(ticks, (long) timescale) * PlaylistLimits.SECOND_MICROS / timescale;
    }

    /** Returns whether there is anything to play. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Returns whether nothing is added any more. */
    public boolean isFinished() {
        return isFinished;
    }

    /** Returns the part of that place among the track's, if it is there. */
    public Optional<StoredPart> part(long ordinal) {
        return ordinal < parts.size() ? Optional.of(parts.get((int) ordinal)) : Optional.empty();
    }

    /** Returns the place of the part that comes next. */
    public long nextOrdinal() {
        return parts.size();
    }

    /** Returns whether all up to that part of that segment is there: a part that its segment does not have is the next one's first. */
    public boolean has(Position wanted) {
        ListedSegment current = open;
        if (isFinished || segments.size() > wanted.sequence() + 1) {
            return true;
        }
        if (segments.size() > wanted.sequence()) {
            ListedSegment last = segments.getLast();
            return last.isBlank() || wanted.part() < last.parts().size() || (current != null && wanted.part() >= 0);
        }
        return current != null
                && segments.size() == wanted.sequence()
                && wanted.part() >= 0
                && wanted.part() < current.parts().size();
    }

    /** Returns whether nobody who read a playlist can wait for that yet. */
    public boolean isTooFarAhead(Position wanted) {
        ListedSegment current = open;
        long newest = segments.size() - (current == null ? 1L : 0L);
        int newestPart = current == null ? -1 : current.parts().size() - 1;
        return wanted.sequence() > newest + PlaylistLimits.SEGMENTS_AHEAD
                || (wanted.sequence() == newest
                        && wanted.part() > newestPart + PlaylistLimits.PARTS_AHEAD
                        && current != null);
    }

    /** Returns the whole segments and blanks, in order. */
    List<ListedSegment> segments() {
        return Collections.unmodifiableList(segments);
    }

    /** Returns the place of the last whole segment or blank that begins at or before a moment of playlist time; -1 where none does. */
    int segmentAt(long micros) {
        int low = 0;
        int high = segments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments.get(middle).startMicros() <= micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** Returns where the last whole segment ends, in playlist time. */
    public long wholeMicros() {
        return segments.isEmpty() ? 0 : segments.getLast().endMicros();
    }

    /** Returns the one that still grows, or null. */
    @Nullable
    ListedSegment open() {
        return open;
    }

    /** Returns whether there are stretches in which there is nothing. */
    boolean hasBlanks() {
        return hasBlanks;
    }

    /** Returns the runs of which something is listed, in order. */
    Set<StoredRun> runs() {
        return Collections.unmodifiableSet(runs);
    }

    /** Returns what the whole segments take. */
    PeakRate rate() {
        return rate;
    }
}
