package live.griot.command.attendance;

import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes attendances, and the ending of several, known to Axon, so that they need not know Spring. */
@Configuration(proxyBeanMethods = false)
class AttendanceWriteModel {
    @Bean
    ConfigurerModule attendances() {
        return configurer -> {
            configurer.configureAggregate(Attendance.class);
            configurer.registerCommandHandler(configuration -> new AttendanceEnding(configuration.commandGateway()));
        };
    }
}
