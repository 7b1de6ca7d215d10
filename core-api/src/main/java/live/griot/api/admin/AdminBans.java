package live.griot.api.admin;

import java.util.Collection;
import java.util.Set;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;

/**
 * The port that knows whom an admin has banned across sessions: they keep their account, and take no part anywhere. Answers what is so at
 * this moment, on every node. Thread-safe.
 */
public interface AdminBans {
    /** Stands for every session, where something is kept for each of them. No session has this id. */
    SessionId EVERYWHERE = new SessionId("EVERYWHERE");

    /** Returns whether somebody is banned now. */
    boolean isBanned(UserId person);

    /** Returns those of some people who are banned now. */
    Set<UserId> among(Collection<UserId> people);

    /** Refuses who is banned now, with the reason and until when. Throws {@code Refused(BANNED)}. */
    void requireNone(UserId person);
}
