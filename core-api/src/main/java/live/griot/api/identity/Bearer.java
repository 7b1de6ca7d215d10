package live.griot.api.identity;

import java.time.Instant;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;

/** What an access token says: who bears it, by which sign-in, and until when it is good. */
public record Bearer(UserId person, SignInId signIn, Instant expiresAt) {}
