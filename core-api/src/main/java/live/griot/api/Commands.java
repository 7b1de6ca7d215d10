package live.griot.api;

import org.jspecify.annotations.Nullable;

/**
 * The port through which HTTP calls and sockets send commands. It returns once the events are on disk and the read models that
 * the API reads have passed them (within a bound), so that who wrote reads what they wrote. Thread-safe.
 */
public interface Commands {
    /**
     * Handles the command; returns what its handler returned, or null where an earlier attempt of the same keyed request has brought
     * it to disk. Throws {@code Refused} when a rule said no.
     */
    @Nullable
    Object send(Object command);
}
