package live.griot.api.stage;

import java.util.Collection;
import java.util.Set;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;

/** The port that says who in a session has a name that can be taken for the name of somebody who comes before them there. Thread-safe. */
public interface LookAlikes {
    /**
     * Returns those of the people who are to be marked, so that nobody passes for another. The host comes before moderators, they before those on
     * stage, those before who raised a hand, and viewers in the order in which they came. An answer may be some seconds old.
     */
    Set<UserId> among(SessionId session, Collection<Person> people);
}
