package live.griot.api.identity;

import live.griot.api.id.UserId;

/** The port of who keeps what a person made beside their words: it goes with their account. Thread-safe. */
public interface Belongings {
    /** Removes what is that person's, after they left everything and before their account is erased; returns once that is on disk. */
    void removeThoseOf(UserId person);
}
