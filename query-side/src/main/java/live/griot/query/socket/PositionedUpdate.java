package live.griot.query.socket;

import live.griot.api.live.Update;

/**
 * An update and where it stands in the event store. A passing one (a count that the next one replaces) belongs to no event: it is
 * told to who is there and never replayed.
 */
record PositionedUpdate(long position, Update update, boolean passing) {
    /** Returns whether someone who has seen everything up to {@code seen} is still to be told. */
    boolean isNewTo(long seen) {
        return passing || position > seen;
    }
}
