package live.griot.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import live.griot.identity.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtException;

/** How the keys that sign tokens take turns. */
class SigningKeysTest {
    private static final Duration ROTATION = Duration.ofDays(30);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();

    @Test
    void the_next_key_is_published_a_day_before_it_signs_and_the_one_before_is_believed_two_days_more() {
        SigningKeys keys = TestKeys.keys(directory, clock);
        String first = keys.current().getKeyID();
        assertThat(published(keys)).containsExactly(first);

        clock.pass(ROTATION.minus(SigningKeys.PUBLISHED_BEFORE).plusSeconds(1));
        assertThat(keys.current().getKeyID()).isEqualTo(first);
        assertThat(published(keys)).hasSize(2).startsWith(first);
        String second = published(keys).getLast();

        clock.pass(SigningKeys.PUBLISHED_BEFORE);
        assertThat(keys.current().getKeyID()).isEqualTo(second);
        assertThat(published(keys)).containsExactly(first, second);

        clock.pass(SigningKeys.BELIEVED_AFTER);
        assertThat(keys.current().getKeyID()).isEqualTo(second);
        assertThat(published(keys)).containsExactly(second);
    }

    @Test
    void a_token_is_good_while_its_key_is_believed() {
        SigningKey signing = new SigningKey(TestKeys.keys(directory, clock));
        clock.pass(ROTATION.minusHours(1));
        String token = token(signing, Duration.ofDays(9));

        clock.pass(Duration.ofHours(2));
        assertThat(signing.decoder(TokenKind.ACCESS, clock).decode(token).getSubject())
                .isEqualTo("U1");
        assertThat(signing.decoder(TokenKind.ACCESS, clock).decode(token(signing, Duration.ofHours(1))))
                .isNotNull();

        clock.pass(SigningKeys.BELIEVED_AFTER);
        var unused = token(signing, Duration.ofHours(1)); // which looks again
        assertThatExceptionOfType(JwtException.class)
                .isThrownBy(() -> signing.decoder(TokenKind.ACCESS, clock).decode(token));
    }

    @Test
    void nodes_that_share_a_database_sign_with_the_same_key_and_believe_each_others_at_once() {
        SigningKeys one = TestKeys.keys(directory, clock);
        clock.pass(Duration.ofDays(3));
        SigningKeys other = TestKeys.keys(directory, clock);
        assertThat(other.current()).isEqualTo(one.current());

        clock.pass(ROTATION);
        SigningKey there = new SigningKey(other);
        String token = token(there, Duration.ofHours(1));

        clock.pass(Duration.ofSeconds(2));
        assertThat(new SigningKey(one)
                        .decoder(TokenKind.ACCESS, clock)
                        .decode(token)
                        .getSubject())
                .isEqualTo("U1");
        assertThat(published(one)).isEqualTo(published(other));
    }

    @Test
    void a_restart_keeps_the_keys_and_a_long_sleep_publishes_the_next_one_first_all_the_same() {
        String first = TestKeys.keys(directory, clock).current().getKeyID();

        clock.pass(Duration.ofDays(300));
        SigningKeys woken = TestKeys.keys(directory, clock);

        assertThat(woken.current().getKeyID()).isEqualTo(first);
        assertThat(published(woken)).hasSize(2).startsWith(first);
    }

    @Test
    void a_database_that_is_gone_stops_nobody_from_signing_and_believing() {
        SigningKey signing = new SigningKey(TestKeys.keys(directory, clock));
        String before = token(signing, Duration.ofHours(1));
        TestKeys.databaseOf(directory).client().sql("DROP TABLE signing_key").update();

        clock.pass(Duration.ofMinutes(5));
        String after = token(signing, Duration.ofHours(1));

        for (String good : List.of(before, after)) {
            assertThat(signing.decoder(TokenKind.ACCESS, clock).decode(good).getSubject())
                    .isEqualTo("U1");
        }
    }

    @Test
    void the_one_key_of_before_is_taken_over_so_that_nobody_is_signed_out() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        ECKey before = TestKeys.keys(other, clock).current();
        Path upgraded = Files.createDirectory(directory.resolve("upgraded"));
        Files.writeString(upgraded.resolve(SigningKeys.OLD_FILE), before.toJSONString());

        assertThat(TestKeys.keys(upgraded, clock).current()).isEqualTo(before);
    }

    @Test
    void nothing_secret_is_published_or_stored_in_clear() {
        SigningKeys keys = TestKeys.keys(directory, clock);
        String secret = keys.current().getD().toString();

        assertThat(keys.published().getKeys()).noneMatch(JWK::isPrivate);
        assertThat(keys.published().toString(false)).doesNotContain(secret);
        String rows = TestKeys.databaseOf(directory)
                .client()
                .sql("SELECT * FROM signing_key")
                .query()
                .listOfRows()
                .toString();
        assertThat(rows).contains(keys.current().getKeyID()).doesNotContain(secret);
    }

    private static List<String> published(SigningKeys keys) {
        return keys.published().getKeys().stream().map(JWK::getKeyID).toList();
    }

    private String token(SigningKey signing, Duration ttl) {
        return signing.sign(
                TokenKind.ACCESS,
                JwtClaimsSet.builder()
                        .subject("U1")
                        .issuedAt(clock.instant())
                        .expiresAt(clock.instant().plus(ttl)));
    }
}
