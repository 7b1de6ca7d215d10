package live.griot.api.admin;

import java.time.Instant;
import live.griot.api.id.UserId;

/** The port that carries an admin's ban out in the sessions. Thread-safe. Not to be called in a transaction. */
public interface Exclusions {
    /**
     * Ends what a person hosts, and puts them out of every session in which they are; told in each session's log as done by the admin. What
     * fails in one session leaves the others alone. Repeated for the same ban, it does what is left to do and nothing twice.
     *
     * @param since since when they are banned: what tells one ban from another
     * @return whether nothing failed
     */
    boolean exclude(UserId person, UserId admin, Instant since);
}
