package live.griot.command.session;

import live.griot.command.attendance.Attendance;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the aggregates known to Axon, so that they need not know Spring. */
@Configuration(proxyBeanMethods = false)
class WriteModel {
    @Bean
    ConfigurerModule sessionAggregates() {
        return configurer -> {
            configurer.configureAggregate(LiveSession.class);
            configurer.configureAggregate(Attendance.class);
        };
    }
}
