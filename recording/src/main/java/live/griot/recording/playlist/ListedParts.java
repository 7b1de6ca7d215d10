package live.griot.recording.playlist;

import java.util.List;
import java.util.Optional;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredSegment;

/** Finds the parts that a name stands for. */
public final class ListedParts {
    private ListedParts() {}

    /** Returns a segment's parts by a name; empty where it was never given to them. */
    public static Optional<List<StoredPart>> of(StoredSegment segment, MediaName.Segment name) {
        List<StoredPart> all = segment.parts();
        if (name.first() + (long) name.count() > all.size()) {
            return Optional.empty();
        }
        List<StoredPart> parts = all.subList(name.first(), name.first() + name.count());
        boolean isNamed = MediaName.Segment.checksum(parts) == name.checksum();
        return isNamed && areTogether(parts) ? Optional.of(List.copyOf(parts)) : Optional.empty();
    }

    private static boolean areTogether(List<StoredPart> parts) {
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).offset() != parts.get(i - 1).end()) {
                return false;
            }
        }
        return true;
    }
}
