package live.griot.api.identity;

/** The port that verifies an access token where no HTTP header carries it (the live socket's hello). Thread-safe. */
public interface AccessTokens {
    /**
     * Returns what the token says; throws {@code Refused(UNAUTHENTICATED)} when it is forged, expired or not an access token, and when
     * its sign-in has ended.
     */
    Bearer verify(String token);
}
