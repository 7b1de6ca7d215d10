package live.griot.api.guest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import live.griot.api.admin.AdminBans;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The port that knows what a ban holds against besides an account: the browsers by which the banned person came, for as long as the ban lasts
 * and whatever becomes of the account; and for an hour the network. What it knows of networks are keyed hashes, none older than an hour.
 * Thread-safe.
 */
public interface BanMarks {
    /** Takes note of how somebody came into a session. */
    void came(SessionId session, UserId person, Visit visit, Instant at);

    /** Marks the ways by which a person came who is banned now; in the running transaction. */
    void mark(SessionId session, UserId banned, @Nullable Instant until, Instant at);

    /** Takes away the marks of a person whose ban is lifted; in the running transaction. */
    void unmark(SessionId session, UserId person);

    /** Returns whether a guest's browser is one by which a person came who is banned, there or by an admin across sessions. */
    default boolean isBarred(SessionId session, UserId guest) {
        return !barred(session, List.of(guest)).isEmpty();
    }

    /** Returns those of some guests whose browser is one by which a person came who is banned, there or by an admin across sessions. */
    Set<UserId> barred(SessionId session, Collection<UserId> guests);

    /**
     * Returns whether a network is one from which no new guests may come: a banned person came from there within the hour, and the browser has
     * no cookie from before that ban.
     */
    boolean isClosedToNewcomers(SessionId session, Visit visit);

    /** Returns whether a browser is one by which a person came to any session whom an admin has banned across sessions. */
    default boolean isBarredEverywhere(Visit visit) {
        UserId browser = visit.guestOf(AdminBans.EVERYWHERE);
        return browser != null && isBarred(AdminBans.EVERYWHERE, browser);
    }

    /** Returns those of some people who came from the network of a banned person, as far as that is known. */
    Set<UserId> sharingANetwork(SessionId session, Collection<UserId> people);
}
