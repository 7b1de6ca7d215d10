package live.griot.api.identity;

import java.time.Instant;
import java.util.Set;
import live.griot.api.EventName;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.rights.Ending;
import org.axonframework.serialization.Revision;

/** Somebody is signed in no longer on some of their devices, and why: every node ends what those sign-ins opened. */
@EventName("identity.sign-ins-ended")
@Revision("1")
public record SignInsEnded(UserId user, Set<SignInId> signIns, Ending why, Instant at) {
    public SignInsEnded {
        signIns = Set.copyOf(signIns);
    }
}
