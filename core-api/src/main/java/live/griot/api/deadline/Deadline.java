package live.griot.api.deadline;

import java.time.Instant;
import java.util.function.BiFunction;

/**
 * A kind of deadline: what it is called in the database, and the command that is sent when one is due. Each module's kinds are
 * beans; a deadline that is no longer needed is not taken back, the aggregate lets it pass.
 *
 * @param name the stored name, for ever
 * @param command makes the command out of the deadline's own name and the time it is sent at
 */
public record Deadline(String name, BiFunction<String, Instant, Object> command) {
    /** The processing group of everything that sets deadlines: subscribing, so in the transaction that stores the event. */
    public static final String GROUP = "deadlines";
}
