package live.griot.identity.passkey;

import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Micros;
import live.griot.identity.account.WaysIn;
import live.griot.identity.personaltext.WrappingKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** The passkeys, in the table {@code passkey}; what the authenticator told is sealed under the owner's key, and found by a keyed hash. Thread-safe. */
@Component
class Passkeys {
    /** How many one person may have. */
    static final int MOST = 20;

    private static final String COLUMNS = "id, account_id, sealed, sign_count, challenged_at, created_at, last_used_at";

    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final WaysIn waysIn;
    private final PersonalText text;
    private final WrappingKeys keys;
    private final JsonMapper json;
    private final Clock clock;

    Passkeys(
            JdbcClient db,
            TransactionOperations transactions,
            WaysIn waysIn,
            PersonalText text,
            WrappingKeys keys,
            JsonMapper json,
            Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.waysIn = waysIn;
        this.text = text;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    /** Returns what authenticators know somebody by: a keyed hash, which tells nobody who that is. */
    Bytes handleOf(UserId person) {
        return new Bytes(keys.hash("passkey-owner", person.value()));
    }

    /** Returns somebody's, the oldest first. */
    List<Passkey> of(UserId person) {
        return db
                .sql("SELECT " + COLUMNS + " FROM passkey WHERE account_id = :person ORDER BY id")
                .param("person", person.value())
                .query(Row::read)
                .list()
                .stream()
                .flatMap(this::opened)
                .toList();
    }

    /** Returns the one that an authenticator knows by that id, or empty. */
    Optional<Passkey> find(Bytes credential) {
        return row(credential).stream()
                .flatMap(this::opened)
                .filter(found -> found.told().credential().equals(credential.toBase64UrlString()))
                .findFirst();
    }

    /** Throws {@code Refused(TOO_MANY)} when somebody has as many as they may. */
    void requireRoom(UserId person) {
        long had = db.sql("SELECT COUNT(*) FROM passkey WHERE account_id = :person")
                .param("person", person.value())
                .query(Long.class)
                .single();
        if (had >= MOST) {
            throw new Refused(RefusalCode.TOO_MANY, "All %d passkeys are taken; remove one first".formatted(MOST));
        }
    }

    /** Adds one, and returns it. Throws {@code Refused(TOO_MANY)}, and {@code DuplicateKeyException} when there is one with its id. */
    Passkey add(UserId person, Passkey.Told told, long signCount) {
        String sealed = text.seal(person, json.writeValueAsString(told));
        Instant now = Micros.toInstant(Micros.of(clock.instant()));
        String id = UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString();
        transactions.executeWithoutResult(transaction -> {
            waysIn.lock(person);
            requireRoom(person);
            db.sql("""
                            INSERT INTO passkey (id, credential_hash, account_id, sealed, sign_count, challenged_at, created_at)
                            VALUES (:id, :credential, :person, :sealed, :count, 0, :now)""")
                    .param("id", id)
                    .param("credential", hash(told.credential()))
                    .param("person", person.value())
                    .param("sealed", sealed)
                    .param("count", signCount)
                    .param("now", Micros.of(now))
                    .update();
        });
        return new Passkey(id, person, told, signCount, now, null);
    }

    /**
     * Notes that one has signed a challenge; of many at once with one challenge, or one count, on whatever nodes, one is accepted. Throws
     * {@link NotAccepted} where the challenge is not younger than the last, or the count has not grown (WebAuthn, section 7.2, step 22).
     *
     * @param challengedAt when the challenge was made, in microseconds since 1970
     */
    void signed(Bytes credential, long signCount, long challengedAt) {
        boolean noted = db.sql("""
                        UPDATE passkey SET sign_count = :count, challenged_at = :challenged, last_used_at = :now
                        WHERE credential_hash = :credential AND challenged_at < :challenged
                          AND (sign_count < :count OR (sign_count = 0 AND :count = 0))""")
                        .param("count", signCount)
                        .param("challenged", challengedAt)
                        .param("now", Micros.of(clock.instant()))
                        .param("credential", hash(credential.toBase64UrlString()))
                        .update()
                == 1;
        if (!noted) {
            throw new NotAccepted(
                    row(credential)
                                    .filter(row -> row.challengedAt() < challengedAt)
                                    .isPresent()
                            ? "a passkey's counter went back"
                            : "a passkey's challenge came again");
        }
    }

    /** Removes one. Throws {@code Refused(LAST_WAY_IN)} when there would be no way left to sign in, and {@code Refused(NOT_FOUND)}. */
    void remove(UserId person, String id) {
        transactions.executeWithoutResult(transaction -> {
            waysIn.lock(person);
            boolean theirs = db.sql("SELECT COUNT(*) FROM passkey WHERE id = :id AND account_id = :person")
                            .param("id", id)
                            .param("person", person.value())
                            .query(Long.class)
                            .single()
                    > 0;
            if (!theirs) {
                throw new Refused(RefusalCode.NOT_FOUND, "You have no such passkey");
            }
            waysIn.requireAnother(person);
            db.sql("DELETE FROM passkey WHERE id = :id").param("id", id).update();
        });
    }

    private Optional<Row> row(Bytes credential) {
        return db.sql("SELECT " + COLUMNS + " FROM passkey WHERE credential_hash = :credential")
                .param("credential", hash(credential.toBase64UrlString()))
                .query(Row::read)
                .optional();
    }

    private String hash(String credential) {
        return keys.lookupHash("passkey", credential);
    }

    /** Nothing where the owner is being erased at this moment. */
    private Stream<Passkey> opened(Row row) {
        return text
                .open(row.owner(), row.sealed())
                .map(told -> new Passkey(
                        row.id(),
                        row.owner(),
                        json.readValue(told.getBytes(StandardCharsets.UTF_8), Passkey.Told.class),
                        row.signCount(),
                        row.createdAt(),
                        row.lastUsedAt()))
                .stream();
    }

    private record Row(
            String id,
            UserId owner,
            String sealed,
            long signCount,
            long challengedAt,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {
        static Row read(ResultSet row, int index) throws SQLException {
            Long lastUsedAt = row.getObject("last_used_at", Long.class);
            return new Row(
                    row.getString("id"),
                    new UserId(row.getString("account_id")),
                    row.getString("sealed"),
                    row.getLong("sign_count"),
                    row.getLong("challenged_at"),
                    Micros.toInstant(row.getLong("created_at")),
                    lastUsedAt == null ? null : Micros.toInstant(lastUsedAt));
        }
    }
}
