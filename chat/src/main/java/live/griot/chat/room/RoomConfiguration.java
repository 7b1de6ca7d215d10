package live.griot.chat.room;

import live.griot.api.deadline.Deadline;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the room known to Axon, so that it need not know Spring, and its deadlines to the scheduler. */
@Configuration(proxyBeanMethods = false)
class RoomConfiguration {
    @Bean
    ConfigurerModule roomAggregate() {
        return configurer -> configurer.configureAggregate(RoomModeration.class);
    }

    @Bean
    Deadline endOfMute() {
        return RoomDeadlines.END_OF_MUTE;
    }

    @Bean
    Deadline chatExpiry() {
        return RoomDeadlines.CHAT_EXPIRY;
    }
}
