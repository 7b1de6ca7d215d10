package live.griot.command.session;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import live.griot.api.deadline.Deadline;
import live.griot.api.deadline.Deadlines;
import live.griot.api.session.Sessions;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the aggregates known to Axon, so that they need not know Spring, and the session's deadlines to the scheduler. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SessionProperties.class, PaceProperties.class})
class WriteModel {
    @Bean
    ConfigurerModule liveSessions(@Qualifier("snapshots") Executor snapshots) {
        return configurer -> addTo(configurer, withSnapshots(snapshots, SessionSnapshots.EVENTS));
    }

    /** Adds sessions, and who came into them by endless links. */
    static void addTo(Configurer configurer, AggregateConfigurer<LiveSession> sessions) {
        configurer.configureAggregate(sessions);
        configurer.configureAggregate(Admittance.class);
    }

    /** Looks in the event store. Handlers of sessions ask for it by its type. */
    @Bean
    static Admittances admittances(org.axonframework.config.Configuration axon) {
        return (session, person) -> axon.eventStore()
                .lastSequenceNumberFor(new Admittance.Id(session, person).toString())
                .isPresent();
    }

    /** Sessions of which a snapshot is made after so many events. */
    static AggregateConfigurer<LiveSession> withSnapshots(Executor executor, int events) {
        return AggregateConfigurer.defaultConfiguration(LiveSession.class)
                .configureSnapshotTrigger(
                        axon -> new EventCountSnapshotTriggerDefinition(new SessionSnapshots(axon, executor), events));
    }

    /** One thread: they are made one after another, and no command waits for them. The program's end does, for what has begun. */
    @Bean(destroyMethod = "close")
    ExecutorService snapshots() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("snapshots").daemon().factory());
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
