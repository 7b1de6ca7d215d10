package live.griot.app.idempotency;

import com.github.f4b6a3.ulid.UlidCreator;
import java.security.SecureRandom;
import live.griot.api.id.FreshIds;
import org.springframework.stereotype.Component;

/** Makes ids and secrets: from the request's claim where it has one, new ones otherwise. Thread-safe. */
@Component
class ClaimedIds implements FreshIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String next() {
        return Claim.CURRENT.isBound()
                ? Claim.CURRENT.get().nextId()
                : UlidCreator.getMonotonicUlid().toString();
    }

    @Override
    public byte[] secret(int bytes) {
        if (bytes < 1 || bytes > MAX_SECRET_BYTES) {
            throw new IllegalArgumentException("A secret has 1 to %d bytes".formatted(MAX_SECRET_BYTES));
        }
        if (Claim.CURRENT.isBound()) {
            return Claim.CURRENT.get().nextSecret(bytes);
        }
        byte[] secret = new byte[bytes];
        RANDOM.nextBytes(secret);
        return secret;
    }
}
