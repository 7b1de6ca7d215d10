package live.griot.identity.token;

import java.time.Clock;
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
@EnableConfigurationProperties({DataDirectory.class, TokenProperties.class})
class TokenConfiguration {
    /** A token of a sign-in that has ended speaks for nobody, nor does an erased account's, on every node. */
    @Bean
    JwtDecoder accessTokenDecoder(SigningKey key, Clock clock, StoredPeople people, EndedRights ended) {
        return key.decoder(
                TokenKind.ACCESS,
                clock,
                new DelegatingOAuth2TokenValidator<>(
                        new JwtClaimValidator<String>(
                                SignedAccessTokens.SIGN_IN,
                                signIn -> signIn != null && !ended.isEnded(new SignInId(signIn))),
                        new JwtClaimValidator<String>(
                                JwtClaimNames.SUB, subject -> subject != null && people.exist(new UserId(subject)))));
    }
}
