package live.griot.identity.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.api.text.LookAlike;
import live.griot.identity.personaltext.WrappingKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds handles by keyed hashes of them and of their looks, so that none is stored in clear; and keeps those of who was erased from others for
 * {@link #KEPT}, of which nothing but the hashes is known. Thread-safe.
 */
@Component
class TakenHandles {
    /** How long nobody else may have the handle of somebody who was erased, nor one that looks like it. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final int FORGOTTEN_AT_ONCE = 100;

    private final JdbcClient db;
    private final WrappingKeys keys;

    TakenHandles(JdbcClient db, WrappingKeys keys) {
        this.db = db;
        this.keys = keys;
    }

    /** Returns the hash by which a handle is found. */
    String hash(String handle) {
        return keys.lookupHash("handle", handle);
    }

    /** Returns the hash that all handles have in common that can be taken for one another. */
    String lookHash(String handle) {
        return keys.lookupHash("look", LookAlike.look(handle));
    }

    /** Returns whether a handle, or one that looks like it, was somebody's who was erased not long ago. */
    boolean isKept(String handle, Instant now) {
        return db.sql("SELECT COUNT(*) FROM freed_handle WHERE hash IN (:hashes) AND free_at > :now")
                        .param("hashes", List.of(hash(handle), lookHash(handle)))
                        .param("now", Micros.of(now))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Keeps a person's handle from others; call it in the transaction that erases the person, before their row is emptied. */
    void keep(String accountId, Instant now) {
        Set<String> hashes = db
                .sql("SELECT handle_hash, look_hash FROM account WHERE id = :id AND erased_at IS NULL FOR UPDATE")
                .param("id", accountId)
                .query((row, index) -> Stream.of(row.getString("handle_hash"), row.getString("look_hash"))
                        .filter(hash -> hash != null)
                        .toList())
                .list()
                .stream()
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        db.sql("DELETE FROM freed_handle WHERE free_at <= :now LIMIT :most")
                .param("now", Micros.of(now))
                .param("most", FORGOTTEN_AT_ONCE)
                .update();
        for (String hash : hashes) {
            db.sql("DELETE FROM freed_handle WHERE hash = :hash")
                    .param("hash", hash)
                    .update();
            db.sql("INSERT INTO freed_handle (hash, free_at) VALUES (:hash, :free)")
                    .param("hash", hash)
                    .param("free", Micros.of(now.plus(KEPT)))
                    .update();
        }
    }
}
