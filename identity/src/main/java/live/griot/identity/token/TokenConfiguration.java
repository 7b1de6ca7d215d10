package live.griot.identity.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.rights.EndedRights;
import live.griot.identity.account.StoredPeople;
import live.griot.identity.datadir.DataDirectory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Gives the resource server its decoder: it accepts access tokens and nothing else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccessTokenProperties.class, DataDirectory.class, TokenProperties.class})
class TokenConfiguration {
    /**
     * A token of a sign-in that has ended speaks for nobody, nor does an erased account's, on every node. One that was issued to live longer
     * than tokens do now is refused at its age: no longer is it remembered that its sign-in has ended.
     */
    @Bean
    JwtDecoder accessTokenDecoder(
            SigningKey key, Clock clock, StoredPeople people, EndedRights ended, AccessTokenProperties properties) {
        return key.decoder(
                TokenKind.ACCESS,
                clock,
                new DelegatingOAuth2TokenValidator<>(
                        youngerThan(properties.accessTokenTtl(), clock),
                        new JwtClaimValidator<String>(
                                SignedAccessTokens.SIGN_IN,
                                signIn -> signIn != null && !ended.isEnded(new SignInId(signIn))),
                        new JwtClaimValidator<String>(
                                JwtClaimNames.SUB, subject -> subject != null && people.exist(new UserId(subject)))));
    }

    /** Accepts what was issued within that time, by clocks that differ a little. */
    static JwtClaimValidator<Instant> youngerThan(Duration ttl, Clock clock) {
        return new JwtClaimValidator<>(
                JwtClaimNames.IAT,
                issued -> issued != null
                        && issued.plus(ttl).plus(SigningKey.CLOCK_SKEW).isAfter(clock.instant()));
    }
}
