package live.griot.app.idempotency;

import static live.griot.api.refusal.RefusalCode.CONFLICT;
import static live.griot.api.refusal.RefusalCode.IDEMPOTENCY_KEY_REUSED;

import com.github.f4b6a3.ulid.UlidCreator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import live.griot.api.identity.PersonalText;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The claims on keyed requests, in the table {@code idempotency_claim}. One attempt owns a claim at a time. An owner that shows no
 * sign of life for {@link #LEASE} is taken to be dead and another may take over; should it still live, it can store nothing more,
 * since {@link #write} holds each of its commands to being the owner. Thread-safe.
 */
@Component
class Claims {
    /** Longer than a command takes, wait for the read models included; shorter than a person's patience. */
    static final Duration LEASE = Duration.ofSeconds(10);

    /** The largest body that is kept, in bytes: sealed, it fits the column. A larger answer is made anew when it is asked for. */
    static final int MAX_BODY = 16 * 1024;

    private static final int MAX_SEALED = 65_535;
    private static final int SEED_BYTES = 32;
    private static final int MAX_FORGOTTEN_AT_ONCE = 100;
    private static final String NOBODY = "";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;
    private final PersonalText personalText;
    private final JsonMapper json;
    private final IdempotencyProperties properties;
    private final Clock clock;

    Claims(JdbcClient db, PersonalText personalText, JsonMapper json, IdempotencyProperties properties, Clock clock) {
        this.db = db;
        this.personalText = personalText;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    /** What became of an attempt to claim a request. */
    sealed interface Outcome permits Granted, Answered, Busy {}

    /** The caller owns the request now, and must {@link #keep} an answer or {@link #release} it. */
    record Granted(Claim claim) implements Outcome {}

    /** The request was answered before. */
    record Answered(StoredAnswer answer) implements Outcome {}

    /** Somebody else owns it now. */
    record Busy() implements Outcome {}

    /**
     * Claims a request. Throws {@code Refused(IDEMPOTENCY_KEY_REUSED)} when the key was used for another one.
     *
     * @param requestHash what tells this request from others
     */
    Outcome claim(ClaimKey key, String requestHash) {
        try {
            Optional<Row> found = find(key);
            return found.isPresent() ? claim(key, requestHash, found.get()) : new Granted(insert(key, requestHash));
        } catch (DuplicateKeyException | ConcurrencyFailureException somebodyWasFirst) {
            return new Busy();
        }
    }

    /**
     * Writes down the commands that are on disk when the running transaction commits, and renews the lease. Throws {@code
     * Refused(CONFLICT)} when the claim belongs to another by now: the transaction must not commit then.
     */
    void write(Claim claim, List<String> done) {
        int written = of(claim.key(), """
                        UPDATE idempotency_claim SET done_steps = :done, leased_until = :lease
                        WHERE account_id = :user AND key_hash = :key AND owner = :owner""")
                .param("done", String.join("\n", done))
                .param("lease", lease())
                .param("owner", claim.owner())
                .update();
        if (written == 0) {
            throw new Refused(CONFLICT, "A later attempt of this request is being handled", Duration.ofSeconds(1));
        }
    }

    /** Keeps the answer and gives the claim up; false when it is too large or the claim belongs to another by now. */
    boolean keep(Claim claim, StoredAnswer answer) {
        String sealed = personalText.seal(claim.key().user(), json.writeValueAsString(answer));
        return sealed.length() <= MAX_SEALED
                && of(claim.key(), """
                        UPDATE idempotency_claim SET sealed_answer = :answer, owner = :nobody, leased_until = 0
                        WHERE account_id = :user AND key_hash = :key AND owner = :owner""")
                                .param("answer", sealed)
                                .param("nobody", NOBODY)
                                .param("owner", claim.owner())
                                .update()
                        == 1;
    }

    /**
     * Gives the claim up without an answer. Where nothing was stored the key is as if it had never been used; otherwise the next
     * attempt goes on after what was stored.
     */
    void release(Claim claim) {
        int forgotten = of(claim.key(), """
                        DELETE FROM idempotency_claim
                        WHERE account_id = :user AND key_hash = :key AND owner = :owner AND done_steps = ''""").param("owner", claim.owner()).update();
        if (forgotten == 0) {
            of(claim.key(), """
                            UPDATE idempotency_claim SET owner = :nobody, leased_until = 0
                            WHERE account_id = :user AND key_hash = :key AND owner = :owner""")
                    .param("nobody", NOBODY)
                    .param("owner", claim.owner())
                    .update();
        }
    }

    /** Forgets at most so many keys that are past their retention, and returns how many. */
    int forgetOld(int atMost) {
        return db.sql("DELETE FROM idempotency_claim WHERE claimed_at < :before LIMIT :most")
                .param("before", Micros.of(clock.instant().minus(properties.retention())))
                .param("most", atMost)
                .update();
    }

    private Outcome claim(ClaimKey key, String requestHash, Row row) {
        if (!row.requestHash().equals(requestHash)) {
            throw new Refused(IDEMPOTENCY_KEY_REUSED, "This key came with another request before; make a new one");
        }
        Optional<StoredAnswer> answer = answer(key, row);
        if (answer.isPresent()) {
            return new Answered(answer.get());
        }
        boolean alive = !row.owner().equals(NOBODY) && row.leasedUntil() > now();
        return alive ? new Busy() : takeOver(key, row);
    }

    private Claim insert(ClaimKey key, String requestHash) {
        makeRoom(key);
        String owner = newOwner();
        byte[] seed = newSeed();
        long now = now();
        of(key, """
                        INSERT INTO idempotency_claim
                          (account_id, key_hash, request_hash, claimed_at, sealed_seed, owner, leased_until, done_steps)
                        VALUES (:user, :key, :request, :now, :seed, :owner, :lease, '')""")
                .param("request", requestHash)
                .param("now", now)
                .param("seed", sealed(key, seed))
                .param("owner", owner)
                .param("lease", lease())
                .update();
        return new Claim(key, owner, millis(now), seed, List.of());
    }

    /**
     * Goes on where the earlier attempt stopped. Where that one stored nothing this one begins afresh, so that what it makes bears
     * today's time.
     */
    private Outcome takeOver(ClaimKey key, Row row) {
        boolean afresh = row.doneSteps().isEmpty();
        String owner = newOwner();
        byte[] seed = afresh ? newSeed() : seed(key, row);
        long claimedAt = afresh ? now() : row.claimedAt();
        int taken = of(key, """
                        UPDATE idempotency_claim
                        SET owner = :owner, leased_until = :lease, claimed_at = :claimed, sealed_seed = :seed, sealed_answer = NULL
                        WHERE account_id = :user AND key_hash = :key AND owner = :before AND done_steps = :done""")
                .param("owner", owner)
                .param("lease", lease())
                .param("claimed", claimedAt)
                .param("seed", afresh ? sealed(key, seed) : row.sealedSeed())
                .param("before", row.owner())
                .param("done", row.doneSteps())
                .update();
        return taken == 1
                ? new Granted(new Claim(
                        key,
                        owner,
                        millis(claimedAt),
                        seed,
                        row.doneSteps().lines().toList()))
                : new Busy();
    }

    /** Forgets a person's oldest keys where there would be too many; never one that is being handled. */
    private void makeRoom(ClaimKey key) {
        int kept = db.sql("SELECT COUNT(*) FROM idempotency_claim WHERE account_id = :user")
                .param("user", key.user().value())
                .query(Integer.class)
                .single();
        if (kept < properties.maxKeys()) {
            return;
        }
        List<String> oldest = db.sql("""
                        SELECT key_hash FROM idempotency_claim
                        WHERE account_id = :user AND owner = :nobody ORDER BY claimed_at LIMIT :most""")
                .param("user", key.user().value())
                .param("nobody", NOBODY)
                .param("most", Math.min(kept - properties.maxKeys() + 1, MAX_FORGOTTEN_AT_ONCE))
                .query((row, index) -> row.getString("key_hash"))
                .list();
        if (!oldest.isEmpty()) {
            db.sql("""
                            DELETE FROM idempotency_claim
                            WHERE account_id = :user AND key_hash IN (:oldest) AND owner = :nobody""")
                    .param("user", key.user().value())
                    .param("oldest", oldest)
                    .param("nobody", NOBODY)
                    .update();
        }
    }

    private Optional<Row> find(ClaimKey key) {
        return of(key, """
                        SELECT request_hash, claimed_at, sealed_seed, owner, leased_until, done_steps, sealed_answer
                        FROM idempotency_claim WHERE account_id = :user AND key_hash = :key""")
                .query((row, index) -> new Row(
                        row.getString("request_hash"),
                        row.getLong("claimed_at"),
                        row.getString("sealed_seed"),
                        row.getString("owner"),
                        row.getLong("leased_until"),
                        row.getString("done_steps"),
                        row.getString("sealed_answer")))
                .optional();
    }

    private Optional<StoredAnswer> answer(ClaimKey key, Row row) {
        return Optional.ofNullable(row.sealedAnswer())
                .flatMap(unread -> personalText.open(key.user(), unread))
                .map(text -> json.readValue(text, StoredAnswer.class));
    }

    private byte[] seed(ClaimKey key, Row row) {
        return personalText
                .open(key.user(), row.sealedSeed())
                .map(HexFormat.of()::parseHex)
                .orElseThrow(
                        () -> new IllegalStateException("The seed of a claim does not open under its caller's key"));
    }

    private String sealed(ClaimKey key, byte[] seed) {
        return personalText.seal(key.user(), HexFormat.of().formatHex(seed));
    }

    private JdbcClient.StatementSpec of(ClaimKey key, String sql) {
        return db.sql(sql).param("user", key.user().value()).param("key", key.keyHash());
    }

    private long now() {
        return Micros.of(clock.instant());
    }

    private long lease() {
        return Micros.of(clock.instant().plus(LEASE));
    }

    private static long millis(long micros) {
        return TimeUnit.MICROSECONDS.toMillis(micros);
    }

    private static byte[] newSeed() {
        byte[] seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        return seed;
    }

    private static String newOwner() {
        return UlidCreator.getUlid().toString();
    }

    private record Row(
            String requestHash,
            long claimedAt,
            String sealedSeed,
            String owner,
            long leasedUntil,
            String doneSteps,
            @Nullable String sealedAnswer) {}
}
