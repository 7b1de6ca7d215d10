package live.griot.recording.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A segment of a track: parts in one file, which is appended to until it is sealed. Not thread-safe. */
public final class StoredSegment {
    private final long number;
    private final long run;
    private final List<StoredPart> parts = new ArrayList<>();
    private boolean sealed;

    StoredSegment(long number, long run) {
        this.number = number;
        this.run = run;
    }

    /** Returns its number, from 1 for the track's first. */
    public long number() {
        return number;
    }

    /** Returns the number of its run. */
    public long run() {
        return run;
    }

    /** Returns its parts, in order. There is one at least. */
    public List<StoredPart> parts() {
        return Collections.unmodifiableList(parts);
    }

    /** Returns whether nothing comes behind its parts any more. */
    public boolean isSealed() {
        return sealed;
    }

    /** Returns how long it is, in bytes. */
    public long length() {
        return parts.isEmpty() ? 0 : parts.getLast().end();
    }

    /** Returns when it begins, in units of its run's timescale. */
    public long start() {
        return parts.getFirst().start();
    }

    /** Returns when it ends, in the same units. */
    public long endTime() {
        return parts.getLast().endTime();
    }

    boolean add(StoredPart part) {
        return part.run() == run && !sealed && part.offset() >= length() && parts.add(part);
    }

    boolean seal(long length) {
        sealed |= length == length();
        return length == length();
    }

    boolean cut(long length) {
        return parts.removeIf(part -> part.end() > length);
    }
}
