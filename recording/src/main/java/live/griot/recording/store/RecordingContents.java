package live.griot.recording.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a recording has, as far as its index was read. It only grows. Not thread-safe. */
public final class RecordingContents {
    private final Map<TrackName, StoredTrack> tracks = new LinkedHashMap<>();
    private final List<StateChange> states = new ArrayList<>();
    private final List<Presence> presences = new ArrayList<>();
    private IndexRecord.@Nullable Begun begun;
    private long lines;
    private long cuts;

    RecordingContents() {}

    /** Returns the wall clock at the time 0 of all tracks, in milliseconds since 1970; 0 while the index is empty. */
    public long beganMillis() {
        return begun == null ? 0 : begun.beganMillis();
    }

    /** Returns its tracks, in the order in which they began. */
    public Collection<StoredTrack> tracks() {
        return Collections.unmodifiableCollection(tracks.values());
    }

    /** Returns the track of that name, if there is one. */
    public Optional<StoredTrack> track(TrackName name) {
        return Optional.ofNullable(tracks.get(name));
    }

    /** Returns what it became, in order. */
    public List<StateChange> states() {
        return Collections.unmodifiableList(states);
    }

    /** Returns who came into what is recorded of all together, and who went, in order. What an older version recorded says nothing. */
    public List<Presence> presences() {
        return Collections.unmodifiableList(presences);
    }

    /** Returns whether nothing is added any more. */
    public boolean isFinished() {
        return !states.isEmpty() && states.getLast().state() == RecordingState.FINISHED;
    }

    /** Returns how many bytes the parts of all tracks have. */
    public long bytes() {
        return tracks.values().stream().mapToLong(StoredTrack::bytes).sum();
    }

    /** Returns how many lines of its index were taken: another number means that something changed. */
    public long lines() {
        return lines;
    }

    /** Returns how often something was taken away again that was there: another number means that what was listed may be gone. */
    public long cuts() {
        return cuts;
    }

    /** Returns whether the index has its first line. */
    boolean hasBegun() {
        return begun != null;
    }

    /** Adds what a line says; false where that cannot be after what the lines before it say: then nothing changes. */
    boolean apply(IndexRecord record) {
        boolean isTaken = take(record);
        lines += isTaken ? 1 : 0;
        cuts += isTaken && record instanceof IndexRecord.SegmentCut ? 1 : 0;
        return isTaken;
    }

    private boolean take(IndexRecord record) {
        return switch (record) {
            case IndexRecord.Begun first -> begin(first);
            case IndexRecord.RunAdded(StoredRun run) ->
                isTrack(run.track()) && made(run.track()).add(run);
            case IndexRecord.PartAdded(StoredPart part) ->
                tracks.containsKey(part.track()) && made(part.track()).add(part);
            case IndexRecord.GapAdded(StoredGap gap) ->
                isTrack(gap.track()) && made(gap.track()).add(gap);
            case IndexRecord.SegmentSealed seal ->
                tracks.containsKey(seal.track()) && made(seal.track()).seal(seal.segment(), seal.length());
            case IndexRecord.SegmentCut cut ->
                tracks.containsKey(cut.track()) && made(cut.track()).cut(cut.segment(), cut.length());
            case IndexRecord.StateChanged(StateChange change) -> states.add(change);
            case IndexRecord.PresenceChanged(Presence presence) -> presences.add(presence);
        };
    }

    private boolean begin(IndexRecord.Begun first) {
        boolean isFirst = begun == null;
        begun = isFirst ? first : begun;
        return isFirst;
    }

    private boolean isTrack(TrackName name) {
        return tracks.containsKey(name) || tracks.size() < StoreLimits.TRACKS;
    }

    private StoredTrack made(TrackName name) {
        return tracks.computeIfAbsent(name, StoredTrack::new);
    }
}
