package live.griot.identity.credential;

import live.griot.api.identity.Person;

/**
 * The answer to who signed in: who they are, their access token, and in how many seconds it expires (RFC 6749, section 5.1).
 */
public record SignedIn(Person user, String accessToken, long expiresIn) {
    @Override
    public String toString() {
        return "SignedIn[" + user.id() + "]";
    }
}
