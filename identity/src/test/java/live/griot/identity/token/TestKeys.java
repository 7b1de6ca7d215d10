package live.griot.identity.token;

import java.nio.file.Path;
import java.time.Clock;
import live.griot.identity.datadir.DataDirectory;

/** Keys and access tokens for tests in other packages. */
public final class TestKeys {
    private TestKeys() {}

    public static SigningKey in(Path directory) {
        return new SigningKey(new DataDirectory(directory));
    }

    public static SignedAccessTokens accessTokens(SigningKey key, Clock clock) {
        return new SignedAccessTokens(key, key.decoder(TokenKind.ACCESS, clock), clock);
    }
}
