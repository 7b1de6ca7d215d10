package live.griot.api.identity;

import java.security.Principal;
import live.griot.api.id.SignInId;

/** Who calls with an access token: the name is the person's id. */
public interface SignedInCaller extends Principal {
    /** Returns by which sign-in they call. */
    SignInId signIn();
}
