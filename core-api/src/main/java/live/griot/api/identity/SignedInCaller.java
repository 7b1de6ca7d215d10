package live.griot.api.identity;

import java.security.Principal;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import org.jspecify.annotations.Nullable;

/** Who calls with an access token: the name is the person's id. */
public interface SignedInCaller extends Principal {
    /** Returns by which sign-in they call. */
    SignInId signIn();

    /** Returns the one session in which they may call, where they are a guest's; null for an account's. */
    @Nullable
    SessionId only();
}
