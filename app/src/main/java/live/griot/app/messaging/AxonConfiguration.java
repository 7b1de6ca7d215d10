package live.griot.app.messaging;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Axon's parts that are not as they come: how events are stored, and how processors run. Read models and reactions track the store
 * with a thread each, in batches; an error stops them and shows in health. Deadlines are set in the event's own transaction.
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(AxonConfiguration.class);

    /** Events a batch, at most: a replay of one by one is ten times slower. A batch ends long before a claim does. */
    private static final int BATCH_SIZE = 200;

    /**
     * The same where nobody else can claim. An embedded database writes at each commit every page that was touched, which is half of a replay
     * in batches of 200. Only what waits already is in a batch, so that those of a processor that keeps up are as small as ever.
     */
    private static final int ALONE_BATCH_SIZE = 2_000;

    /** How often a node looks whether a processor is free: with the claim's timeout, how late it takes one over from a node that is gone. */
    private static final long CLAIM_EVERY_MILLIS = 500;

    /** Processing groups about what a node itself keeps open; all others run on one node each. */
    private static final Set<String> EACH_NODES_OWN = Set.of("edge", "rights");

    /** Longer than a ticket is good to begin with: what was revoked just before a restart stays so. */
    private static final Duration HEARD_BEFORE_START = Duration.ofMinutes(2);

    @Bean
    JacksonModule idsAsText() {
        return new IdsAsText();
    }

    @Bean
    EventNames eventNames() {
        return EventNames.in("live.griot.api");
    }

    /** Tokens and messages. The type validator lets Axon's own token types through, which a reset stores in one another. */
    @Bean
    @Primary
    Serializer serializer() {
        return Jackson3Serializer.builder()
                .defaultTyping()
                .jsonMapperBuilderCustomizer(AxonConfiguration::allowOwnTypes)
                .build();
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(EventNames names) {
        Jackson3SerializerCustomizer ids = mapper -> mapper.addModule(new IdsAsText());
        return new EventSerializer(
                Jackson3Serializer.builder()
                        .revisionResolver(new AnnotationRevisionResolver())
                        .jsonMapperBuilderCustomizer(ids),
                names);
    }

    @Bean
    ConfigurerModule groupCommit() {
        return configurer -> configurer.registerCommandHandler(
                configuration -> new StoreTogether.Handler(configuration.commandGateway()));
    }

    @Bean
    ConfigurerModule processors(@Value("${spring.datasource.url}") String databaseUrl) {
        int batchSize = EventStoreConfiguration.isEmbedded(databaseUrl) ? ALONE_BATCH_SIZE : BATCH_SIZE;
        return configurer -> configurer.eventProcessing(processing -> processors(processing, batchSize));
    }

    /**
     * Makes each processor's first token before any of them starts, one after another: made all at once, they can deadlock in the
     * database, and one of them starts seconds late.
     */
    @Bean
    ConfigurerModule firstTokens() {
        return configurer -> configurer.onInitialize(configuration ->
                configuration.onStart(Phase.INBOUND_EVENT_CONNECTORS - 1, () -> makeFirstTokens(configuration)));
    }

    private static void makeFirstTokens(org.axonframework.config.Configuration configuration) {
        TokenStore tokens = configuration.getComponent(TokenStore.class);
        TransactionManager transactions = configuration.getComponent(TransactionManager.class);
        configuration.eventProcessingConfiguration().eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor && !EACH_NODES_OWN.contains(name)) {
                TrackingToken head = configuration.eventStore().createHeadToken();
                TrackingToken first = ReadModels.GROUPS.contains(name) ? toBeBuilt(head) : head;
                transactions.executeInTransaction(() -> makeFirstToken(tokens, name, first));
            }
        });
    }

    /**
     * A read model that is new over an old log is one that replays, so that no write waits for it. What reacts begins at the head: it would
     * do everything once more that was done long ago.
     */
    private static @Nullable TrackingToken toBeBuilt(@Nullable TrackingToken head) {
        return head == null ? null : ReplayToken.createReplayToken(head);
    }

    private static void makeFirstToken(TokenStore tokens, String processor, @Nullable TrackingToken first) {
        try {
            if (tokens.fetchSegments(processor).length == 0) {
                tokens.initializeTokenSegments(processor, 1, first);
            }
        } catch (UnableToClaimTokenException anotherNodeDid) {
            LOG.info("Another node made the first token of {}", processor, anotherNodeDid);
        }
    }

    private static void processors(EventProcessingConfigurer processing, int batchSize) {
        processing.registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.instance());
        processing.registerDefaultErrorHandler(configuration -> PropagatingErrorHandler.instance());
        processing.usingTrackingEventProcessors();
        processing.registerTrackingEventProcessorConfiguration(
                configuration -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(batchSize)
                        .andTokenClaimInterval(CLAIM_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        processing.registerSubscribingEventProcessor("deadlines");
        EACH_NODES_OWN.forEach(group -> eachNodesOwn(group, processing));
    }

    /** Every node hears these events for itself, from shortly before it started: what they are about is in its memory, or connected to it. */
    private static void eachNodesOwn(String group, EventProcessingConfigurer processing) {
        processing.registerTokenStore(group, configuration -> new InMemoryTokenStore());
        processing.registerTrackingEventProcessorConfiguration(
                group, configuration -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(BATCH_SIZE)
                        .andInitialTrackingToken(AxonConfiguration::shortlyBefore));
    }

    private static @Nullable TrackingToken shortlyBefore(StreamableMessageSource<TrackedEventMessage<?>> log) {
        TrackingToken before = log.createTokenSince(HEARD_BEFORE_START);
        return before == null ? log.createHeadToken() : before;
    }

    private static void allowOwnTypes(JsonMapper.Builder mapper) {
        mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .allowIfSubType("java.util.")
                .build());
    }
}
