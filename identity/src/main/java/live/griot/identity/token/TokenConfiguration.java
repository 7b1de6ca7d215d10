package live.griot.identity.token;

import java.time.Clock;
import live.griot.identity.datadir.DataDirectory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Gives the resource server its decoder: it accepts access tokens and nothing else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataDirectory.class)
class TokenConfiguration {
    @Bean
    JwtDecoder accessTokenDecoder(SigningKey key, Clock clock) {
        return key.decoder(TokenKind.ACCESS, clock);
    }
}
