package live.griot.query.socket;

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
}
