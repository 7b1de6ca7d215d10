package live.griot.recording.window;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.SessionId;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.Visibility;
import live.griot.recording.hls.Capabilities;
import live.griot.recording.hls.RecordingAccess.Terms;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Who may play a live: everybody a public one. Whoever is put out of a private one makes all its addresses useless that were given out before, and
 * so does a start of the program; those who stay ask for another. Thread-safe.
 */
@Component
@ProcessingGroup("edge")
public class LiveTerms {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final int REMEMBERED = 10_000;

    private final WatchedLives lives;
    private final Clock clock;
    private final long firstGeneration;

    private final Cache<SessionId, Optional<SessionFacts>> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(A_MOMENT)
            .build();

    /** Whatever was given out before somebody was put out runs out by itself before that is forgotten. */
    private final Cache<SessionId, Long> generations = Caffeine.newBuilder()
            .expireAfterWrite(Capabilities.GOOD_FOR.plusHours(1))
            .build();

    LiveTerms(WatchedLives lives, Clock clock) {
        this.lives = lives;
        this.clock = clock;
        this.firstGeneration = clock.millis();
    }

    /** Returns who may play a session's live; empty where there is no such session. What it said is good for a second more. */
    public Optional<Terms> of(SessionId session) {
        return known.get(session, lives::find)
                .map(facts -> new Terms(facts.visibility() == Visibility.PUBLIC, generation(session), true));
    }

    private long generation(SessionId session) {
        Long later = generations.getIfPresent(session);
        return later == null ? firstGeneration : later;
    }

    @EventHandler
    void on(PersonBanned event) {
        putOut(event.sessionId());
    }

    @EventHandler
    void on(ParticipantRemoved event) {
        putOut(event.sessionId());
    }

    @EventHandler
    void on(ParticipantExcluded event) {
        putOut(event.sessionId());
    }

    private void putOut(SessionId session) {
        long now = clock.millis();
        generations
                .asMap()
                .merge(session, Math.max(now, firstGeneration + 1), (before, at) -> Math.max(before + 1, at));
    }
}
