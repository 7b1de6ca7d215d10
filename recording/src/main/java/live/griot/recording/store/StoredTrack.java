package live.griot.recording.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A track of a recording, as far as its index was read. Not thread-safe. */
public final class StoredTrack {
    private final TrackName name;
    private final List<StoredRun> runs = new ArrayList<>();
    private final NavigableMap<Long, StoredSegment> segments = new TreeMap<>();
    private final List<StoredGap> gaps = new ArrayList<>();

    StoredTrack(TrackName name) {
        this.name = name;
    }

    /** Returns its name. */
    public TrackName name() {
        return name;
    }

    /** Returns its runs, in order. */
    public List<StoredRun> runs() {
        return Collections.unmodifiableList(runs);
    }

    /** Returns its segments, in order; a number may be missing. */
    public Collection<StoredSegment> segments() {
        return Collections.unmodifiableCollection(segments.values());
    }

    /** Returns its segments from that number on, in order. */
    public Collection<StoredSegment> segmentsFrom(long number) {
        return Collections.unmodifiableCollection(segments.tailMap(number, true).values());
    }

    /** Returns the segment of that number, if there is one. */
    public Optional<StoredSegment> segment(long number) {
        return Optional.ofNullable(segments.get(number));
    }

    /** Returns what was not stored, in the order in which that was known. */
    public List<StoredGap> gaps() {
        return Collections.unmodifiableList(gaps);
    }

    /** Returns when its last part ends, in units of the track's timescale; 0 without a part. */
    public long endTime() {
        return segments.isEmpty() ? 0 : segments.lastEntry().getValue().endTime();
    }

    /** Returns how many bytes its parts have. */
    public long bytes() {
        return segments.values().stream().mapToLong(StoredSegment::length).sum();
    }

    /** Returns the number of its last run; 0 without one. */
    long lastRun() {
        return runs.isEmpty() ? 0 : runs.getLast().number();
    }

    /** Returns the number of its last segment; 0 without one. */
    long lastSegment() {
        return segments.isEmpty() ? 0 : segments.lastKey();
    }

    boolean add(StoredRun run) {
        return run.number() > lastRun() && runs.add(run);
    }

    boolean add(StoredPart part) {
        if (part.run() != lastRun() || part.segment() < lastSegment() || part.start() < endTime()) {
            return false;
        }
        StoredSegment segment =
                segments.computeIfAbsent(part.segment(), number -> new StoredSegment(number, part.run()));
        return segment.add(part);
    }

    boolean add(StoredGap gap) {
        return gaps.add(gap);
    }

    boolean seal(long number, long length) {
        StoredSegment segment = segments.get(number);
        return segment != null && segment.seal(length);
    }

    boolean cut(long number, long length) {
        StoredSegment segment = segments.get(number);
        if (segment == null || !segment.cut(length)) {
            return false;
        }
        if (segment.parts().isEmpty()) {
            segments.remove(number);
        }
        return true;
    }
}
