package live.griot.api.guest;

import java.time.Duration;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;

/** The port that keeps guest persons: who came by a link, said a name, and has no account. Thread-safe. */
public interface Guests {
    /** Keeps a guest's name, in the place of one before; returns whether they had none. */
    boolean name(SessionId session, UserId guest, String displayName);

    /** Takes back the name of a guest who was not let in after all. */
    void forget(UserId guest);

    /** Returns an access token that speaks for a guest in their session and nowhere else. */
    String accessToken(SessionId session, UserId guest);

    /** Returns how long such a token lives. */
    Duration tokenLifetime();
}
