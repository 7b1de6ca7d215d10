package live.griot.chat.message;

import java.time.Clock;
import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the aggregate known to Axon, so that it need not know Spring, and lists what can refuse a message. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatProperties.class)
class ChatConfiguration {
    @Bean
    ConfigurerModule chatAggregates() {
        return configurer -> configurer.configureAggregate(ChatMessage.class);
    }

    /** The pace comes before what asks the database, so that who writes too fast costs little. */
    @Bean
    PostingRules postingRules(ChatProperties properties, ChatHistory history, Clock clock) {
        return new PostingRules(List.of(
                PostingRule.notBanned(),
                PostingRule.chatIsOpen(),
                PostingRule.withinPace(new Pace(properties, clock)),
                PostingRule.answersAMessageOfTheSameSession(history)));
    }
}
