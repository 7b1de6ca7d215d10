package live.griot.api.identity;

import live.griot.api.id.UserId;
import live.griot.api.rights.Ending;

/** The port that signs somebody out on all devices at once: of who is erased, of who is suspended. Thread-safe. */
public interface SignOuts {
    /** Ends every sign-in of a person, and with it what the table of {@link Ending} says; returns once that is on disk. */
    void everywhere(UserId person, Ending why);
}
