package live.griot.query.socket;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Set;
import live.griot.api.id.UserId;
import live.griot.api.log.LogKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Measures how long what a frame asks for takes ({@code griot.live.frame}, by its type), begins its trace where there are traces, and has
 * what is logged meanwhile say who asked for it, and about which session. Thread-safe.
 */
@Component
class FrameObserver {
    private static final Set<String> TYPES = Set.of("hello", "subscribe", "unsubscribe", "send");

    private final ObservationRegistry observations;

    FrameObserver(ObservationRegistry observations) {
        this.observations = observations;
    }

    /** Does what a frame asks for; who asks is null as long as that is not known. */
    void observe(ClientFrame frame, @Nullable UserId person, Runnable work) {
        if (person != null) {
            MDC.put(LogKeys.PERSON, person.value());
        }
        frame.sessionOfTopic().ifPresent(session -> MDC.put(LogKeys.SESSION, session.value()));
        String type = TYPES.contains(frame.type()) ? frame.type() : "unknown";
        try {
            Observation.createNotStarted("griot.live.frame", observations)
                    .contextualName("live " + type)
                    .lowCardinalityKeyValue("type", type)
                    .observe(work);
        } finally {
            MDC.remove(LogKeys.PERSON);
            MDC.remove(LogKeys.SESSION);
        }
    }
}
