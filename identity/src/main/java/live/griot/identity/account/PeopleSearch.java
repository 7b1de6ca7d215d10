package live.griot.identity.account;

import live.griot.api.Page;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds people by what somebody typed of a handle or a name, a page at a time. Thread-safe. */
@Component
public class PeopleSearch {
    private static final int MAX_LIMIT = 100;
    private static final int MAX_QUERY = 60;

    private final Accounts accounts;

    public PeopleSearch(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Returns a page of people.
     *
     * @param typed 1 to 60 characters, after trimming
     * @param limit how many at most; taken as 1 to 100
     * @param cursor where the page before ended, or null for the first
     */
    public Page<Person> page(String typed, int limit, @Nullable String cursor) {
        String wanted = typed.strip();
        if (wanted.isEmpty() || wanted.length() > MAX_QUERY) {
            throw Refused.invalid("q", "must be 1 to %d characters of a handle or a name".formatted(MAX_QUERY));
        }
        if (cursor != null && !cursor.matches(Handles.SHAPE)) {
            throw new Refused(RefusalCode.MALFORMED_REQUEST, "This is not a cursor of this list");
        }
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        return Page.cut(accounts.search(wanted, cursor, bounded + 1), bounded, Person::accountHandle);
    }
}
