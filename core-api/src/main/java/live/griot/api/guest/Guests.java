package live.griot.api.guest;

import java.time.Duration;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;

/** The port that keeps guest persons: who came by a link, said a name, and has no account. Thread-safe. */
public interface Guests {
    /** Keeps a guest's name, in the place of one before; returns them as others see them. */
    Person name(SessionId session, UserId guest, String displayName);

    /** Returns an access token that speaks for a guest in their session and nowhere else. */
    String accessToken(SessionId session, UserId guest);

    /** Returns how long such a token lives. */
    Duration tokenLifetime();
}
