package live.griot.identity.token;

import static live.griot.api.refusal.RefusalCode.UNAUTHENTICATED;
import static live.griot.identity.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.identity.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long an access token lives is what {@code griot.sign-in.access-token-ttl} says. */
class AccessTokenLifeTest {
    private static final UserId AWA = new UserId("01AWA");

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();

    @Test
    void a_token_is_good_for_as_long_as_is_configured() {
        SignedAccessTokens tokens = living("PT2H");
        String token = tokens.issue(AWA, new SignInId("01PHONE"));

        clock.pass(Duration.ofHours(2).minusSeconds(1));
        assertThat(tokens.verify(token).person()).isEqualTo(AWA);
        clock.pass(SigningKey.CLOCK_SKEW.plusSeconds(2));

        assertRefused(UNAUTHENTICATED, () -> tokens.verify(token));
        assertThat(tokens.ttl()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void who_shortens_it_shortens_the_life_of_those_that_are_out_too() {
        String token = living("PT24H").issue(AWA, new SignInId("01PHONE"));
        SignedAccessTokens afterwards = living("PT5M");

        clock.pass(Duration.ofMinutes(4));
        assertThat(afterwards.verify(token).person()).isEqualTo(AWA);
        clock.pass(Duration.ofMinutes(2));

        assertRefused(UNAUTHENTICATED, () -> afterwards.verify(token));
        assertThat(living("PT24H").verify(token).person()).isEqualTo(AWA);
    }

    @Test
    void that_a_sign_in_ended_is_remembered_for_longer_than_its_tokens_live() {
        Duration day = Duration.ofDays(1);

        assertThat(new AccessTokenProperties(day).endsRemembered()).isGreaterThan(day.plus(SigningKey.CLOCK_SKEW));
        assertThat(day).isLessThan(SigningKeys.BELIEVED_AFTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "PT0S", "-PT5M", "PT24H0.001S", "P30D"})
    void a_life_out_of_bounds_stops_the_start(String ttl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessTokenProperties(Duration.parse(ttl)))
                .withMessageContaining("griot.sign-in.access-token-ttl");
    }

    private SignedAccessTokens living(String ttl) {
        AccessTokenProperties properties = new AccessTokenProperties(Duration.parse(ttl));
        return TestKeys.accessTokens(TestKeys.in(directory), properties, clock);
    }
}
