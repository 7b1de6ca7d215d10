package live.griot.chat.message;

import java.time.Clock;
import java.util.List;
import live.griot.chat.limit.ChatProperties;
import live.griot.chat.limit.Pace;
import live.griot.chat.room.Silences;
import live.griot.chat.room.WordKeeper;
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

    @Bean
    ConfigurerModule messagesBeforeOthers(ArrivingMessages messages) {
        return configurer -> configurer.eventProcessing(processing -> processing.registerHandlerInterceptor(
                ChatProjection.GROUP, configuration -> new OthersAfterMessages(messages)));
    }

    /** How fast people react, to messages and to the picture together. */
    @Bean
    Pace reactionPace(ChatProperties properties, Clock clock) {
        return Pace.ofReactions(properties, clock);
    }

    /** The pace comes before what asks the database, so that who writes too fast costs little. */
    @Bean
    PostingRules postingRules(
            ChatProperties properties,
            ChatHistory history,
            Silences silences,
            WordKeeper words,
            Figures figures,
            Clock clock) {
        return new PostingRules(List.of(
                PostingRule.notBanned(),
                PostingRule.sessionIsOn(),
                PostingRule.withinPace(Pace.ofMessages(properties, clock)),
                PostingRule.chatIsOpen(),
                PostingRule.notSilenced(silences),
                PostingRule.membersOnly(),
                PostingRule.noBlockedWord(words),
                PostingRule.answersAMessageOfTheSameSession(history),
                PostingRule.withinSlowMode(new SlowMode(figures, properties))));
    }
}
