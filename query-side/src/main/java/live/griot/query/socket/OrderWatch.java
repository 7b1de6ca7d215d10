package live.griot.query.socket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import live.griot.api.id.SessionId;
import live.griot.api.live.ReadProgress;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.session.Deed;
import live.griot.api.session.Sessions;
import live.griot.api.store.StoreFailure;
import live.griot.query.stage.StageReader;
import org.springframework.stereotype.Component;

/**
 * Remembers what only those are told who keep order until the read models are as far as the event that it is about. They say then who
 * keeps order since that event, and hold what is told of: who was dismissed before it hears nothing. Thread-safe.
 */
@Component
class OrderWatch {
    private final ReadProgress readModels;
    private final StageReader stage;
    private final Sessions sessions;

    /** The latest of each session: it says as much as all that came before it. */
    private final Map<SessionId, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(long position, Update update) {}

    OrderWatch(ReadProgress readModels, StageReader stage, Sessions sessions) {
        this.readModels = readModels;
        this.stage = stage;
        this.sessions = sessions;
    }

    /** Takes note of the updates of an event at its position, or of those that somebody missed who has come back by then. */
    synchronized void passed(long position, List<Update> updates) {
        for (Update update : updates) {
            update.topic().order().ifPresent(session -> waiting.put(session, new Waiting(position, update)));
        }
    }

    /** Tells what is to be told now, an update to each of those who keep order. While the store is away it waits; what fails otherwise is given up. */
    void tellRipe(Consumer<Update> tell) {
        for (Map.Entry<SessionId, Waiting> one : all()) {
            if (readModels.havePassed(one.getValue().position())) {
                List<Update> updates = toEachOrGiveUp(one);
                if (remove(one)) {
                    updates.forEach(tell);
                }
            }
        }
    }

    private List<Update> toEachOrGiveUp(Map.Entry<SessionId, Waiting> one) {
        try {
            return toEach(one.getKey(), one.getValue().update());
        } catch (RuntimeException failure) {
            if (!StoreFailure.isOne(failure)) {
                remove(one);
            }
            throw failure;
        }
    }

    private List<Update> toEach(SessionId session, Update update) {
        return stage.keepers(session).stream()
                .filter(person -> sessions.standing(session, person)
                        .filter(there -> Deed.SEE_MODERATION.isAllowed(
                                there.caller(), there.session().state()))
                        .isPresent())
                .map(person -> new Update(Topic.ofChat(session, person), update.type(), update.at(), update.data()))
                .toList();
    }

    private synchronized List<Map.Entry<SessionId, Waiting>> all() {
        return List.copyOf(Map.copyOf(waiting).entrySet());
    }

    /** One that was noted again meanwhile, at a later position, stays. */
    private synchronized boolean remove(Map.Entry<SessionId, Waiting> one) {
        return waiting.remove(one.getKey(), one.getValue());
    }
}
