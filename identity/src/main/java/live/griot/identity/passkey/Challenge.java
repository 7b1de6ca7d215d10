package live.griot.identity.passkey;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;

/**
 * What an authenticator is to sign, so that what it signed before is worth nothing.
 *
 * @param value 256 random bits, in URL-safe base 64
 * @param person whose passkey is to be made, or null for a sign-in, where that is not known yet
 * @param madeAt when, in microseconds since 1970
 */
record Challenge(String value, @Nullable String person, long madeAt) {
    Bytes bytes() {
        return Bytes.fromBase64(value);
    }

    @Override
    public String toString() {
        return "Challenge[]";
    }
}
