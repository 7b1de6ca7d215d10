package live.griot.recording.window;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.api.edge.SessionHomes;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.Sessions;
import org.springframework.stereotype.Component;

/** Lives as the read model knows them. Thread-safe. */
@Component
class SessionLives implements WatchedLives {
    private final Sessions sessions;
    private final SessionHomes homes;

    SessionLives(Sessions sessions, SessionHomes homes) {
        this.sessions = sessions;
        this.homes = homes;
    }

    @Override
    public Optional<SessionFacts> find(SessionId session) {
        return sessions.find(session);
    }

    @Override
    public boolean isOn(SessionId session) {
        return homes.isHere(session)
                && sessions.find(session)
                        .filter(facts -> facts.state() == SessionState.LIVE)
                        .isPresent();
    }

    @Override
    public Set<UserId> onStage(SessionId session) {
        return sessions.view(session).stream()
                .flatMap(view -> Stream.concat(Stream.of(view.host()), view.guests().stream()))
                .map(Person::id)
                .collect(Collectors.toSet());
    }
}
