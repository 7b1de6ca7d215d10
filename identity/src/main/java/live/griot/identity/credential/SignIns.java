package live.griot.identity.credential;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.rights.Ending;
import live.griot.identity.account.Micros;
import live.griot.identity.personaltext.WrappingKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which devices are signed in, kept in the table {@code sign_in}. A refresh token is good once; the one before it, shown again
 * after a short grace, means that two hold copies, and signs the device out (RFC 9700, section 4.14.2). Thread-safe.
 */
@Component
@EnableConfigurationProperties(CredentialProperties.class)
class SignIns {
    private final byte[] successorKey;
    private final JdbcClient db;
    private final CredentialProperties limits;
    private final SignInEnding ending;
    private final Clock clock;

    SignIns(JdbcClient db, CredentialProperties limits, WrappingKeys keys, SignInEnding ending, Clock clock) {
        this.db = db;
        this.successorKey = keys.hash("refresh-successors", "key");
        this.limits = limits;
        this.ending = ending;
        this.clock = clock;
    }

    /**
     * Signs a device in; returns its first refresh token.
     *
     * @param client what the browser or program calls itself, or null
     */
    Refreshed begin(UserId user, @Nullable String client) {
        Instant now = clock.instant();
        makeRoom(user, now);
        RefreshToken token = RefreshToken.fresh();
        SignInId device = new SignInId(UlidCreator.getMonotonicUlid().toString());
        db.sql("""
                        INSERT INTO sign_in (id, device_id, account_id, token_hash, began_at, rotated_at, expires_at, client)
                        VALUES (:id, :device, :user, :hash, :now, :now, :expires, :client)""")
                .param("id", token.signIn())
                .param("device", device.value())
                .param("user", user.value())
                .param("hash", token.hash())
                .param("now", Micros.of(now))
                .param("expires", Micros.of(now.plus(limits.ttl())))
                .param("client", client)
                .update();
        return new Refreshed(user, device, token);
    }

    /** Uses a refresh token. Throws {@code Refused(UNAUTHENTICATED)} when it is unknown, expired, or was used before. */
    Refreshed refresh(RefreshToken shown) {
        Instant now = clock.instant();
        RefreshToken next = shown.next(successorKey);
        boolean rotated = db.sql("""
                        UPDATE sign_in SET previous_hash = token_hash, token_hash = :next, rotated_at = :now, expires_at = :expires
                        WHERE id = :id AND token_hash = :shown AND expires_at > :now""")
                        .param("next", next.hash())
                        .param("now", Micros.of(now))
                        .param("expires", Micros.of(now.plus(limits.ttl())))
                        .param("id", shown.signIn())
                        .param("shown", shown.hash())
                        .update()
                == 1;
        Row row = find(shown.signIn()).orElseThrow(SignIns::signedOut);
        if (rotated) {
            return new Refreshed(row.user(), row.device(), next);
        }
        boolean justReplaced = shown.hash().equals(row.previousHash())
                && Micros.of(now) <= row.rotatedAt() + limits.grace().toNanos() / 1_000;
        if (justReplaced && Micros.of(now) < row.expiresAt()) {
            return new Refreshed(row.user(), row.device(), next);
        }
        end(shown);
        throw signedOut();
    }

    /** Signs the token's device out. */
    void end(RefreshToken token) {
        find(token.signIn()).ifPresent(row -> ending.end(row.user(), List.of(row.device()), Ending.LOG_OUT));
    }

    /** Returns where a person is signed in, what was used last first. */
    List<Device> devices(UserId user) {
        return db.sql("""
                        SELECT device_id, client, began_at, rotated_at FROM sign_in
                        WHERE account_id = :user AND expires_at > :now ORDER BY rotated_at DESC, device_id""")
                .param("user", user.value())
                .param("now", Micros.of(clock.instant()))
                .query((row, index) -> new Device(
                        new SignInId(row.getString("device_id")),
                        row.getString("client"),
                        Micros.toInstant(row.getLong("began_at")),
                        Micros.toInstant(row.getLong("rotated_at"))))
                .list();
    }

    private void makeRoom(UserId user, Instant now) {
        db.sql("DELETE FROM sign_in WHERE account_id = :user AND expires_at <= :now")
                .param("user", user.value())
                .param("now", Micros.of(now))
                .update();
        List<SignInId> tooMany = devices(user).stream()
                .skip(limits.maxDevices() - 1L)
                .map(Device::id)
                .toList();
        ending.end(user, tooMany, Ending.LOG_OUT);
    }

    private Optional<Row> find(String id) {
        return db.sql("SELECT account_id, device_id, previous_hash, rotated_at, expires_at FROM sign_in WHERE id = :id")
                .param("id", id)
                .query((row, index) -> new Row(
                        new UserId(row.getString("account_id")),
                        new SignInId(row.getString("device_id")),
                        row.getString("previous_hash"),
                        row.getLong("rotated_at"),
                        row.getLong("expires_at")))
                .optional();
    }

    private static Refused signedOut() {
        return new Refused(RefusalCode.UNAUTHENTICATED, "Sign in again");
    }

    /** Who came, by which sign-in, and the token to keep from now on. */
    record Refreshed(UserId user, SignInId device, RefreshToken next) {}

    /** A device that is signed in: what it called itself, or null, since when, and when it last came for an access token. */
    record Device(SignInId id, @Nullable String client, Instant since, Instant lastSeenAt) {}

    private record Row(
            UserId user, SignInId device, @Nullable String previousHash, long rotatedAt, long expiresAt) {}
}
