package live.griot.identity.personaltext;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.identity.datadir.DataDirectory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every person's own key, stored in {@code personal_key} wrapped under the installation's master key. Keys in use are remembered
 * for a short while, so another node may still open an erased person's words for {@link #REMEMBERED}. Thread-safe.
 */
@Component
public class PersonalKeys {
    static final String FILE = "master.key";
    static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MAX_REMEMBERED = 20_000;
    private static final String PURPOSE = "griot:personal-key:";

    private final JdbcClient db;
    private final byte[] masterKey;
    private final Cache<UserId, Optional<byte[]>> keys = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    PersonalKeys(JdbcClient db, DataDirectory data) {
        this.db = db;
        this.masterKey = data.secret(FILE).readOrCreate(Envelope::newKey);
        if (masterKey.length != Envelope.KEY_BYTES) {
            throw new IllegalStateException("The file " + FILE + " in the data directory holds no 256-bit key");
        }
    }

    /** Makes and stores the key of a new account; call it in the transaction that stores the account. */
    public void create(UserId user) {
        db.sql("INSERT INTO personal_key (account_id, wrapped_key) VALUES (:user, :wrapped)")
                .param("user", user.value())
                .param("wrapped", Envelope.seal(masterKey, PURPOSE + user, Envelope.newKey()))
                .update();
    }

    /** Destroys a person's key: nothing sealed under it can be opened any more. Call {@link #forget} after the commit. */
    public void destroy(UserId user) {
        db.sql("DELETE FROM personal_key WHERE account_id = :user")
                .param("user", user.value())
                .update();
    }

    /** Drops what this node remembers of a person's key. */
    public void forget(UserId user) {
        keys.invalidate(user);
    }

    /** Returns the person's 256-bit key, or empty when it was destroyed or never was. The array is shared: do not change it. */
    Optional<byte[]> find(UserId user) {
        return keys.get(user, this::load);
    }

    private Optional<byte[]> load(UserId user) {
        return db.sql("SELECT wrapped_key FROM personal_key WHERE account_id = :user")
                .param("user", user.value())
                .query(String.class)
                .optional()
                .map(wrapped -> Envelope.open(masterKey, PURPOSE + user, wrapped)
                        .orElseThrow(() -> new IllegalStateException(
                                "The master key in the data directory is not the one this database was made with")));
    }
}
