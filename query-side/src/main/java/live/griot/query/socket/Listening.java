package live.griot.query.socket;

import static live.griot.api.refusal.RefusalCode.BANNED;
import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.query.stage.AdmissionReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may listen to a session: whoever may know of it and is not banned. Asks the read model about many at once. Thread-safe. */
@Component
class Listening {
    private final Sessions sessions;
    private final AdmissionReader admission;

    Listening(Sessions sessions, AdmissionReader admission) {
        this.sessions = sessions;
        this.admission = admission;
    }

    /** Returns those of some listeners to whom a session is not theirs to listen to, and why; at the same cost for a thousand as for one. */
    Map<Listener, RefusalCode> refused(SessionId session, Collection<Listener> listeners) {
        Map<Listener, Hearer> hearers = new HashMap<>();
        listeners.forEach(listener -> listener.in(session).ifPresent(hearer -> hearers.put(listener, hearer)));
        Set<@Nullable UserId> people = new HashSet<>();
        hearers.values().forEach(hearer -> people.add(hearer.person()));
        Map<@Nullable UserId, Standing> standings = sessions.standings(session, people);
        Set<LinkId> links = admission.standing(
                hearers.values().stream()
                        .map(Hearer::link)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                session);
        Map<Listener, RefusalCode> refused = new HashMap<>();
        for (Listener listener : listeners) {
            Hearer hearer = hearers.get(listener);
            RefusalCode why =
                    hearer == null ? SESSION_NOT_FOUND : whyNot(hearer, standings.get(hearer.person()), links);
            if (why != null) {
                refused.put(listener, why);
            }
        }
        return refused;
    }

    private static @Nullable RefusalCode whyNot(Hearer hearer, @Nullable Standing standing, Set<LinkId> links) {
        LinkId link = hearer.link();
        if (standing == null) {
            return SESSION_NOT_FOUND;
        }
        Standing known = link != null && links.contains(link) ? standing.butAdmitted() : standing;
        if (!known.mayKnow()) {
            return SESSION_NOT_FOUND;
        }
        return known.banned() ? BANNED : null;
    }
}
