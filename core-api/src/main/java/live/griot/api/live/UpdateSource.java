package live.griot.api.live;

import java.util.List;

/**
 * The port through which a module turns its events into updates for the live socket. Called by the tail's one thread, in the
 * order of the event store, once an event; must not block for long. Called besides, from any thread, for events of before, when
 * somebody comes back and is told what they missed.
 */
public interface UpdateSource {
    /** Returns the updates that an event means to its subscribers, or none. */
    List<Update> updatesOf(Object event);

    /** The same, for a source to which it matters where in the store the event stands. */
    default List<Update> updatesOf(Object event, long position) {
        return updatesOf(event);
    }
}
