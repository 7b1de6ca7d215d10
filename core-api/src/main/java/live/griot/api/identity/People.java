package live.griot.api.identity;

import java.util.Collection;
import java.util.Map;
import live.griot.api.id.UserId;

/** The port through which names are joined in when something is read. Thread-safe. */
public interface People {
    /** Returns a person for every id asked for; one who was erased appears as such, without a name of their own. */
    Map<UserId, Person> named(Collection<UserId> ids);

    /** Returns whether there is such a person, and they were not erased. */
    boolean exist(UserId id);

    /** Returns one person; one who was erased appears as such. */
    default Person named(UserId id) {
        return java.util.Objects.requireNonNull(named(java.util.List.of(id)).get(id));
    }
}
