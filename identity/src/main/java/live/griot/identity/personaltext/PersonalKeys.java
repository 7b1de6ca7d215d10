package live.griot.identity.personaltext;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import live.griot.api.id.UserId;
import live.griot.identity.datadir.UnusableKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every person's own key, stored in {@code personal_key} wrapped under one of the {@link WrappingKeys}. Keys in use are remembered
 * for a short while, so another node may still open an erased person's words for {@link #REMEMBERED}. Thread-safe.
 *
 * <p>A key is destroyed in three steps, of which each can be the last before a crash: {@link #condemn} in the transaction that erases the person,
 * then the wrapping key is overwritten, then the row goes. A start carries out what a crash left.
 */
@Component
public class PersonalKeys {
    static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(PersonalKeys.class);
    private static final int MAX_REMEMBERED = 20_000;
    /** Databases bound the length of a statement, and memory how many rows are read at once. */
    private static final int AT_ONCE = 500;

    private static final String PURPOSE = "griot:personal-key:";
    private static final String CONDEMNED = "";

    private final JdbcClient db;
    private final WrappingKeys wrapping;
    private final Cache<UserId, Optional<byte[]>> keys = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    PersonalKeys(JdbcClient db, WrappingKeys wrapping) {
        this.db = db;
        this.wrapping = wrapping;
        rows("wrapped_key = '" + CONDEMNED + "'", Map.of()).forEach(row -> destroy(row.user()));
        if (wrapping.areOwn()) {
            rewrapAll();
        }
    }

    /** Makes and stores the key of a new account; call it in the transaction that stores the account. */
    public void create(UserId user) {
        Long slot = wrapping.make();
        db.sql("INSERT INTO personal_key (account_id, wrapped_key, slot) VALUES (:user, :wrapped, :slot)")
                .param("user", user.value())
                .param("wrapped", wrapped(user, slot, Envelope.newKey()))
                .param("slot", slot)
                .update();
    }

    /** Condemns a person's key, in the transaction that erases the person. Call {@link #destroy} after the commit. */
    public void condemn(UserId user) {
        db.sql("UPDATE personal_key SET wrapped_key = '' WHERE account_id = :user")
                .param("user", user.value())
                .update();
    }

    /**
     * Destroys a key that was condemned: when this returns, nothing that is stored opens what was sealed under it. Twice, or by two at once,
     * is the same as once.
     */
    public void destroy(UserId user) {
        overwrite(user);
        db.sql("DELETE FROM personal_key WHERE account_id = :user AND wrapped_key = ''")
                .param("user", user.value())
                .update();
        keys.invalidate(user);
    }

    /** The second of the three steps. */
    void overwrite(UserId user) {
        rows("account_id = :user AND wrapped_key = ''", Map.of("user", user.value()))
                .forEach(row -> wrapping.destroy(row.slot()));
    }

    /** Returns the person's 256-bit key, or empty when it was destroyed or never was. The array is shared: do not change it. */
    Optional<byte[]> find(UserId user) {
        return keys.get(user, one -> load(Set.of(one)).getOrDefault(one, Optional.empty()));
    }

    /** Fetches the keys of many at once. */
    void fetch(Collection<UserId> users) {
        Map<UserId, Optional<byte[]>> unused = keys.getAll(new HashSet<>(users), this::load);
    }

    private Map<UserId, Optional<byte[]>> load(Set<? extends UserId> missing) {
        Map<UserId, Optional<byte[]>> found = new HashMap<>();
        List<UserId> users = new ArrayList<>(missing);
        users.forEach(user -> found.put(user, Optional.empty()));
        for (int from = 0; from < users.size(); from += AT_ONCE) {
            List<UserId> some = users.subList(from, Math.min(users.size(), from + AT_ONCE));
            rows(
                            "account_id IN (:users)",
                            Map.of("users", some.stream().map(UserId::value).toList()))
                    .forEach(row -> found.put(row.user(), unwrapped(row)));
        }
        return found;
    }

    private Optional<byte[]> unwrapped(Row row) {
        if (row.wrapped().equals(CONDEMNED)) {
            return Optional.empty();
        }
        return wrapping.find(row.slot()).map(under -> Envelope.open(under, PURPOSE + row.user(), row.wrapped())
                .orElseThrow(() ->
                        new UnusableKeys("The keys in the data directory are not those this database was made with")));
    }

    private String wrapped(UserId user, @Nullable Long slot, byte[] key) {
        byte[] under = wrapping.find(slot).orElseThrow();
        return Envelope.seal(under, PURPOSE + user, key);
    }

    /**
     * Gives each person whose key an earlier version wrapped under the master key a wrapping key of their own, and destroys the master key:
     * what the database's file still holds under it opens no more. Goes on after a crash where it was.
     */
    private void rewrapAll() {
        int rewrapped = 0;
        for (List<Row> some = shared(); !some.isEmpty(); some = shared()) {
            some.forEach(this::rewrap);
            rewrapped += some.size();
        }
        if (rewrapped > 0) {
            log.info("Gave {} people wrapping keys of their own", rewrapped);
        }
        wrapping.destroyMaster();
    }

    private List<Row> shared() {
        return rows("slot IS NULL AND wrapped_key <> '' LIMIT " + AT_ONCE, Map.of());
    }

    private void rewrap(Row row) {
        Long slot = wrapping.make();
        db.sql(
                        "UPDATE personal_key SET wrapped_key = :wrapped, slot = :slot WHERE account_id = :user AND wrapped_key = :before")
                .param("wrapped", wrapped(row.user(), slot, unwrapped(row).orElseThrow()))
                .param("slot", slot)
                .param("user", row.user().value())
                .param("before", row.wrapped())
                .update();
    }

    private List<Row> rows(String condition, Map<String, ?> params) {
        return db.sql("SELECT account_id, wrapped_key, slot FROM personal_key WHERE " + condition)
                .params(params)
                .query(Row::read)
                .list();
    }

    private record Row(
            UserId user, String wrapped, @Nullable Long slot) {
        static Row read(ResultSet row, int index) throws SQLException {
            return new Row(
                    new UserId(row.getString("account_id")),
                    row.getString("wrapped_key"),
                    row.getObject("slot", Long.class));
        }
    }
}
