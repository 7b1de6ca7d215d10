package live.griot.chat.applause;

import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the aggregate known to Axon, so that it need not know Spring. */
@Configuration(proxyBeanMethods = false)
class ApplauseConfiguration {
    @Bean
    ConfigurerModule applauseAggregate() {
        return configurer -> configurer.configureAggregate(Applause.class);
    }
}
