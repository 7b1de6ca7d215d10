package live.griot.identity.token;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.identity.TestDatabase;
import live.griot.identity.datadir.DataDirectory;
import live.griot.identity.personaltext.TestPersonalText;

/** Keys and access tokens for tests in other packages. */
public final class TestKeys {
    /** A database of its own for each data directory, which outlives a restart as a directory does. */
    private static final Map<Path, TestDatabase> DATABASES = new ConcurrentHashMap<>();

    private TestKeys() {}

    public static SigningKey in(Path directory) {
        return new SigningKey(keys(directory, Clock.systemUTC()));
    }

    static SigningKeys keys(Path directory, Clock clock) {
        TestDatabase database = DATABASES.computeIfAbsent(directory, one -> {
            TestDatabase fresh = new TestDatabase();
            fresh.migrate("V27__signing_keys.sql");
            return fresh;
        });
        return new SigningKeys(
                database.client(),
                TestPersonalText.wrappingKeys(directory),
                new DataDirectory(directory),
                new TokenProperties(Duration.ofDays(30)),
                clock);
    }

    /** Returns the key pair that signs there, for who forges. */
    public static ECKey pairOf(Path directory) {
        return keys(directory, Clock.systemUTC()).current();
    }

    static TestDatabase databaseOf(Path directory) {
        return Objects.requireNonNull(DATABASES.get(directory));
    }

    /** Access tokens live as long as they do where nothing else is configured. */
    public static final AccessTokenProperties USUAL = new AccessTokenProperties(Duration.ofMinutes(15));

    public static SignedAccessTokens accessTokens(SigningKey key, Clock clock) {
        return accessTokens(key, USUAL, clock);
    }

    public static SignedAccessTokens accessTokens(SigningKey key, AccessTokenProperties properties, Clock clock) {
        return new SignedAccessTokens(
                key,
                key.decoder(
                        TokenKind.ACCESS, clock, TokenConfiguration.youngerThan(properties.accessTokenTtl(), clock)),
                properties,
                clock);
    }
}
