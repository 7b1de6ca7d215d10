package live.griot.command.session;

import live.griot.api.deadline.Deadline;
import live.griot.api.deadline.Deadlines;
import live.griot.api.session.Sessions;
import org.axonframework.config.ConfigurerModule;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the aggregates known to Axon, so that they need not know Spring, and the session's deadlines to the scheduler. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SessionProperties.class, PaceProperties.class})
class WriteModel {
    @Bean
    ConfigurerModule liveSessions() {
        return configurer -> configurer.configureAggregate(LiveSession.class);
    }

    @Bean
    RaisedHands.Setter handSetter(Deadlines deadlines, SessionProperties limits) {
        return new RaisedHands.Setter(deadlines, limits);
    }

    @Bean
    ConfigurerModule raisedHands(Sessions sessions, RaisedHands.Setter setter) {
        return configurer -> configurer.registerCommandHandler(
                configuration -> new RaisedHands(sessions, setter, configuration.commandGateway()));
    }

    @Bean
    Deadline lookAtHand() {
        return RaisedHands.LOOK;
    }

    @Bean
    Deadline hostGrace() {
        return SessionDeadlines.HOST_GRACE;
    }

    @Bean
    Deadline timeLimit() {
        return SessionDeadlines.TIME_LIMIT;
    }

    @Bean
    Deadline endOfBan() {
        return SessionDeadlines.END_OF_BAN;
    }
}
