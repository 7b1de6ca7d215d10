package live.griot.edge.handover;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who may be taken by one tap: at first nobody. What is said holds at once, for every thread. */
public final class Consents {
    private final Map<String, Consent> given = new ConcurrentHashMap<>();

    /** Makes these the people who agree; who did and still does keeps their consent. */
    public synchronized void allow(Set<String> participants) {
        Set<String> people = Set.copyOf(participants);
        given.entrySet().removeIf(one -> {
            boolean isOver = !people.contains(one.getKey());
            if (isOver) {
                one.getValue().withdraw();
            }
            return isOver;
        });
        people.forEach(person -> given.computeIfAbsent(person, first -> new Consent()));
    }

    /** Returns a person's consent, or null where there is none. */
    public @Nullable Consent of(String participant) {
        return given.get(participant);
    }
}
