package live.griot.api.identity;

import live.griot.api.id.UserId;

/** The port that verifies an access token where no HTTP header carries it (the live socket's hello). Thread-safe. */
public interface AccessTokens {
    /** Returns whose token it is; throws {@code Refused(UNAUTHENTICATED)} when it is forged, expired or not an access token. */
    UserId verify(String token);
}
