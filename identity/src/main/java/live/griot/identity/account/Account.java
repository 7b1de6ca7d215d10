package live.griot.identity.account;

import live.griot.api.id.UserId;
import live.griot.api.identity.Person;

/** An account as sign-in needs it. {@code passwordHash} names its own algorithm and is never logged. */
public record Account(Person person, String passwordHash) {
    /** Returns whose account it is. */
    public UserId id() {
        return person.id();
    }

    @Override
    public String toString() {
        return "Account[" + person.id() + "]";
    }
}
