package live.griot.app.rights;

import java.time.Clock;
import live.griot.api.rights.EndedRights;
import live.griot.identity.token.AccessTokenProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the node its memory of what ended. */
@Configuration(proxyBeanMethods = false)
class RightsConfiguration {
    @Bean
    EndedRights endedRights(Clock clock, AccessTokenProperties properties) {
        return new EndedRights(clock, properties.endsRemembered());
    }
}
