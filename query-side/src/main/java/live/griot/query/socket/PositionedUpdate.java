package live.griot.query.socket;

import java.util.ArrayList;
import java.util.List;
import live.griot.api.id.UserId;
import live.griot.api.live.Update;
import org.jspecify.annotations.Nullable;

/**
 * An update and where it stands in the event store. A passing one (a count that the next one replaces) belongs to no event: it is
 * told to who is there and never replayed.
 */
record PositionedUpdate(long position, Update update, boolean passing) {
    /** Returns whether it is for everybody who listens to its topic. */
    boolean isForAll() {
        return update.topic().owner() == null;
    }

    /** Returns whether somebody who has seen everything up to {@code seen} is still to be told; null is without an account. */
    boolean isFor(@Nullable UserId person, long seen) {
        return (passing || position > seen) && update.topic().isFor(person);
    }

    /**
     * Returns updates in groups of about so many, a frame each. What one event meant is never split: who is cut off between two frames
     * resumes by the position of the first.
     */
    static List<List<PositionedUpdate>> inFrames(List<PositionedUpdate> missed, int each) {
        List<List<PositionedUpdate>> all = new ArrayList<>();
        List<PositionedUpdate> current = new ArrayList<>();
        for (PositionedUpdate update : missed) {
            boolean full = current.size() >= each;
            if (full && current.get(current.size() - 1).position() != update.position()) {
                all.add(current);
                current = new ArrayList<>();
            }
            current.add(update);
        }
        if (!current.isEmpty()) {
            all.add(current);
        }
        return all;
    }
}
