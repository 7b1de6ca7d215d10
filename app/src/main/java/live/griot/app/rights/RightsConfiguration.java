package live.griot.app.rights;

import java.time.Clock;
import live.griot.api.rights.EndedRights;
import live.griot.identity.token.SignedAccessTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the node its memory of what ended. */
@Configuration(proxyBeanMethods = false)
class RightsConfiguration {
    @Bean
    EndedRights endedRights(Clock clock) {
        return new EndedRights(clock, SignedAccessTokens.TTL.plusMinutes(1));
    }
}
