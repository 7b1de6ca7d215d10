package live.griot.app.idempotency;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it was given: what is kept of it, and given again.
 *
 * @param status 200 to 299
 * @param contentType the header, or null where there was none
 * @param location the header, or null where there was none
 * @param base64 the body's bytes, in base 64
 */
record StoredAnswer(
        int status, @Nullable String contentType, @Nullable String location, String base64) {
    static StoredAnswer of(int status, @Nullable String contentType, @Nullable String location, byte[] body) {
        return new StoredAnswer(
                status, contentType, location, Base64.getEncoder().encodeToString(body));
    }

    /** Returns the body's bytes, the caller's own. */
    byte[] body() {
        return Base64.getDecoder().decode(base64);
    }
}
