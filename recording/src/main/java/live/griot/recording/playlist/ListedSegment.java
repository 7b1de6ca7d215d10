package live.griot.recording.playlist;

import java.util.List;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import org.jspecify.annotations.Nullable;

/**
 * A segment as playlists list it, or a blank: a stretch in which the track has nothing to play.
 *
 * @param sequence its media sequence number, from 0 for the track's first
 * @param seams how often time was cut before it
 * @param run whose init segment it needs; null for a blank
 * @param firstIndex the place of its first part in the stored segment, from 0
 * @param firstOrdinal the place of its first part among the track's, from 0
 * @param parts none for a blank
 * @param startMicros when it begins, in playlist time
 * @param endMicros when it ends, likewise
 * @param mediaMicros when it begins, in the time of the media, which is that of the clock on the wall
 * @param isWhole whether no part comes any more
 */
record ListedSegment(
        long sequence,
        int seams,
        @Nullable StoredRun run,
        int firstIndex,
        long firstOrdinal,
        List<StoredPart> parts,
        long startMicros,
        long endMicros,
        long mediaMicros,
        boolean isWhole) {
    boolean isBlank() {
        return run == null;
    }

    long durationMicros() {
        return endMicros - startMicros;
    }

    long bytes() {
        return parts.stream().mapToLong(StoredPart::length).sum();
    }

    /** Returns it with a part more. */
    ListedSegment and(List<StoredPart> grown, long newEndMicros) {
        return new ListedSegment(
                sequence, seams, run, firstIndex, firstOrdinal, grown, startMicros, newEndMicros, mediaMicros, false);
    }

    /** Returns it as one to which nothing is added. */
    ListedSegment whole() {
        return new ListedSegment(
                sequence,
                seams,
                run,
                firstIndex,
                firstOrdinal,
                List.copyOf(parts),
                startMicros,
                endMicros,
                mediaMicros,
                true);
    }
}
