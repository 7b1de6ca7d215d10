package live.griot.query.socket;

import java.util.ArrayList;
import java.util.List;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import org.springframework.stereotype.Component;

/** Asks every module what an event means to the subscribers of the live socket. Thread-safe. */
@Component
class UpdateTranslator {
    private final List<UpdateSource> sources;

    UpdateTranslator(List<UpdateSource> sources) {
        this.sources = List.copyOf(sources);
    }

    List<Update> translate(Object event, long position) {
        List<Update> updates = new ArrayList<>();
        for (UpdateSource source : sources) {
            updates.addAll(source.updatesOf(event, position));
        }
        return updates;
    }
}
