package live.griot.identity.token;

import java.time.Clock;
import live.griot.api.id.UserId;
import live.griot.identity.account.StoredPeople;
import live.griot.identity.datadir.DataDirectory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Gives the resource server its decoder: it accepts access tokens and nothing else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DataDirectory.class, TokenProperties.class})
class TokenConfiguration {
    /** An erased account's token speaks for nobody, from within seconds of the erasure and on every node. */
    @Bean
    JwtDecoder accessTokenDecoder(SigningKey key, Clock clock, StoredPeople people) {
        return key.decoder(
                TokenKind.ACCESS,
                clock,
                new JwtClaimValidator<String>(
                        JwtClaimNames.SUB, subject -> subject != null && people.exist(new UserId(subject))));
    }
}
