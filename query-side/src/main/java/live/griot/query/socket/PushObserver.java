package live.griot.query.socket;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Collection;
import live.griot.api.live.Topic;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/**
 * Goes on with the trace of an event, if it has one, while what it means is told to subscribers: from when it was read until the frames
 * are in the outboxes. An event of before there were traces, or while there were none, costs a look into its metadata.
 */
@Component
class PushObserver {
    private static final String TRACE = "traceparent";

    private final ObservationRegistry observations;
    private final TopicHub hub;

    PushObserver(ObservationRegistry observations, TopicHub hub) {
        this.observations = observations;
        this.hub = hub;
    }

    /** Begins with an event that is about to be passed to the hub, unless nobody listens. */
    void begin(EventMessage<?> event, Collection<Topic> topics) {
        if (event.getMetaData().containsKey(TRACE)
                && topics.stream().map(Topic::subscription).anyMatch(hub::hasSubscribers)) {
            ReceiverContext<MetaData> received = new ReceiverContext<>(PushObserver::text);
            received.setCarrier(event.getMetaData());
            Observation push = Observation.createNotStarted("griot.live.push", () -> received, observations)
                    .contextualName("live push " + event.getPayloadType().getSimpleName())
                    .start();
            hub.onceTold(push::stop);
        }
    }

    private static String text(MetaData carrier, String key) {
        return carrier.get(key) instanceof String text ? text : "";
    }
}
