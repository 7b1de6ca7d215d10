package live.griot.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import live.griot.identity.account.Micros;
import live.griot.identity.datadir.DataDirectory;
import live.griot.identity.datadir.SecretFile;
import live.griot.identity.datadir.UnusableKeys;
import live.griot.identity.personaltext.WrappingKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key pairs (EC P-256, ES256) that tokens are signed with, the same on every node: one signs at a time, the next one is published a day
 * before it does, and one that has signed is still believed for two days, longer than any token lives. They are stored sealed. Thread-safe.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {
    /** How long before it signs the next key is published, so that whoever keeps the list for some hours knows it in time. */
    static final Duration PUBLISHED_BEFORE = Duration.ofDays(1);

    /** How long a key is believed after the next one took its place. */
    static final Duration BELIEVED_AFTER = Duration.ofDays(2);

    /** The file of the one key pair that there was before they were replaced by time. */
    static final String OLD_FILE = "signing-key.jwk";

    private static final Duration READ_EVERY = Duration.ofMinutes(1);
    /** Strangers send tokens with key ids of their own making. */
    private static final Duration READ_FOR_UNKNOWN_EVERY = Duration.ofSeconds(1);

    private static final String PURPOSE = "griot:signing-key:";
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private final JdbcClient db;
    private final WrappingKeys wrapping;
    private final Duration rotation;
    private final Clock clock;
    private final Lock reading = new ReentrantLock();
    private volatile Known known;

    /** A key pair and when it begins to sign. */
    private record Stored(ECKey key, Instant activeFrom) {}

    /** What was read of the database, the oldest first, and when. */
    private record Known(List<Stored> keys, Instant readAt) {
        JWKSet set() {
            return new JWKSet(keys.stream().<JWK>map(Stored::key).toList());
        }
    }

    SigningKeys(JdbcClient db, WrappingKeys wrapping, DataDirectory data, TokenProperties properties, Clock clock) {
        this.db = db;
        this.wrapping = wrapping;
        this.rotation = properties.keyRotation();
        this.clock = clock;
        Instant now = clock.instant();
        List<Stored> stored = read(now);
        if (stored.isEmpty()) {
            SecretFile before = data.secret(OLD_FILE);
            insert(Files.exists(before.path()) ? parse(before.readOrCreate(() -> new byte[0])) : generate(), now);
            stored = read(now);
        }
        this.known = new Known(stored, now);
        renew(now);
    }

    /** Returns the key pair that signs at this moment. */
    ECKey current() {
        Instant now = clock.instant();
        Known latest = known;
        if (Duration.between(latest.readAt(), now).compareTo(READ_EVERY) >= 0) {
            latest = lookAgain(now);
        }
        Stored current = latest.keys().getFirst();
        for (Stored one : latest.keys()) {
            if (!one.activeFrom().isAfter(now)) {
                current = one;
            }
        }
        return current.key();
    }

    /** Returns the public halves of the keys that are believed, and of the next one (RFC 7517). */
    JWKSet published() {
        var unused = current(); // which looks again where that is due
        return known.set().toPublicJWKSet();
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        List<JWK> found = selector.select(known.set());
        Instant now = clock.instant();
        if (found.isEmpty() && Duration.between(known.readAt(), now).compareTo(READ_FOR_UNKNOWN_EVERY) >= 0) {
            found = selector.select(lookAgain(now).set());
        }
        return found;
    }

    /**
     * Reads what other nodes have made, makes the next key where it is time, and lets go of what is believed no more. One thread does; a database
     * that is slow or gone keeps the others from nothing, who go on with what is known.
     */
    private Known lookAgain(Instant now) {
        if (!reading.tryLock()) {
            return known;
        }
        try {
            if (known.readAt().isBefore(now)) {
                renew(now);
            }
        } catch (DataAccessException gone) {
            log.warn("The signing keys could not be read again: {}", gone.getMessage());
            known = new Known(known.keys(), now);
        } finally {
            reading.unlock();
        }
        return known;
    }

    private void renew(Instant now) {
        List<Stored> stored = read(now);
        if (!rotation.isZero()) {
            Instant next = stored.getLast().activeFrom().plus(rotation);
            Instant soonest = now.plus(PUBLISHED_BEFORE);
            if (!next.isAfter(soonest)) {
                // A program that stood still for longer publishes it first all the same.
                insert(generate(), next.isBefore(now) ? soonest : next);
                stored = read(now);
            }
        }
        known = new Known(stored, now);
    }

    private List<Stored> read(Instant now) {
        List<Stored> stored = db.sql("SELECT active_from, kid, sealed_jwk FROM signing_key ORDER BY active_from")
                .query((row, index) -> new Stored(
                        open(row.getString("kid"), row.getString("sealed_jwk")),
                        Micros.toInstant(row.getLong("active_from"))))
                .list();
        List<Stored> believed = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            boolean over = i + 1 < stored.size()
                    && stored.get(i + 1).activeFrom().plus(BELIEVED_AFTER).isBefore(now);
            if (over) {
                db.sql("DELETE FROM signing_key WHERE kid = :kid")
                        .param("kid", stored.get(i).key().getKeyID())
                        .update();
            } else {
                believed.add(stored.get(i));
            }
        }
        return List.copyOf(believed);
    }

    private void insert(ECKey key, Instant activeFrom) {
        try {
            db.sql("INSERT INTO signing_key (active_from, kid, sealed_jwk) VALUES (:from, :kid, :sealed)")
                    .param("from", Micros.of(activeFrom))
                    .param("kid", key.getKeyID())
                    .param(
                            "sealed",
                            wrapping.seal(
                                    PURPOSE + key.getKeyID(), key.toJSONString().getBytes(StandardCharsets.UTF_8)))
                    .update();
            log.info("Made a key pair that signs tokens from {} on", activeFrom);
        } catch (DuplicateKeyException another) {
            // Another node made it at the same moment.
        }
    }

    private ECKey open(String kid, String sealed) {
        return parse(wrapping.open(PURPOSE + kid, sealed)
                .orElseThrow(() ->
                        new UnusableKeys("The keys in the data directory are not those this database was made with")));
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java cannot make EC P-256 keys", e);
        }
    }

    private static ECKey parse(byte[] stored) {
        try {
            return ECKey.parse(new String(stored, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            // Without the cause: its message may quote the key.
            throw new IllegalStateException("A signing key is stored that is no EC key");
        }
    }
}
