package live.griot.identity.passkey;

import java.time.Instant;
import java.util.List;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A passkey of somebody's.
 *
 * @param signCount how often it has signed, as the authenticator counts; 0 where it does not
 * @param lastUsedAt when it last signed its owner in, or null
 */
record Passkey(
        String id,
        UserId owner,
        Told told,
        long signCount,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {
    /**
     * What is told when it is made, and kept sealed.
     *
     * @param name what its owner calls it
     * @param credential the id that the authenticator knows it by, in URL-safe base 64 without padding, as the following
     * @param publicKey as COSE has it (RFC 9052)
     * @param attestation the attestation object (WebAuthn, section 6.5)
     * @param transports how the browser reaches the authenticator
     */
    record Told(String name, String credential, String publicKey, String attestation, List<String> transports) {
        @Override
        public String toString() {
            return "Told[]";
        }
    }
}
