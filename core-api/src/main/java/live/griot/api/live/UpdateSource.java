package live.griot.api.live;

import java.util.List;

/**
 * The port through which a module turns its events into updates for the live socket. Called by the tail's one thread, in the
 * order of the event store, once an event; must not block for long.
 */
public interface UpdateSource {
    /** Returns the updates that an event means to its subscribers, or none. */
    List<Update> updatesOf(Object event);
}
