package live.griot.query.socket;

import java.util.ArrayList;
import java.util.List;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;

/** Asks every module what an event means to the subscribers of the live socket. Thread-safe. */
@Component
class UpdateTranslator {
    private final List<UpdateSource> sources;

    UpdateTranslator(List<UpdateSource> sources) {
        this.sources = List.copyOf(sources);
    }

    List<Update> translate(TrackedEventMessage<?> event) {
        long position = event.trackingToken().position().orElseThrow();
        List<Update> updates = new ArrayList<>();
        for (UpdateSource source : sources) {
            updates.addAll(source.updatesOf(event.getPayload(), position));
        }
        return updates;
    }
}
