package live.griot.command.invitation;

import org.axonframework.config.ConfigurerModule;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the invitation, and the placing of calls, known to Axon, so that they need not know Spring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InvitationProperties.class)
class InvitationWriteModel {
    @Bean
    ConfigurerModule invitations() {
        return configurer -> {
            configurer.configureAggregate(Invitation.class);
            configurer.registerCommandHandler(configuration -> new CallPlacing(configuration.commandGateway()));
        };
    }
}
