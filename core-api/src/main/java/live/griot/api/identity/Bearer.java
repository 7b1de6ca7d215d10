package live.griot.api.identity;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What an access token says: who bears it, by which sign-in, and until when it is good. {@code only} is the one session in which a guest's is
 * good, null for an account's.
 */
public record Bearer(
        UserId person, SignInId signIn, @Nullable SessionId only, Instant expiresAt) {
    /** Returns whether it is good in a session. */
    public boolean isGoodIn(SessionId session) {
        return only == null || only.equals(session);
    }
}
