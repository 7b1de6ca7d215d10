package live.griot.identity.account;

import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import org.jspecify.annotations.Nullable;

/** An account as sign-in needs it. {@code passwordHash} names its own algorithm and is never logged; null where there is no password. */
public record Account(Person person, @Nullable String passwordHash) {
    /** Returns whose account it is. */
    public UserId id() {
        return person.id();
    }

    @Override
    public String toString() {
        return "Account[" + person.id() + "]";
    }
}
