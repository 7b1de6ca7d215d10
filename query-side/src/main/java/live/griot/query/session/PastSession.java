package live.griot.query.session;

import java.time.Duration;
import java.util.List;
import live.griot.api.session.Role;
import live.griot.api.session.SessionView;
import live.griot.query.stage.StageReader;
import org.jspecify.annotations.Nullable;

/**
 * A session that is over, as one who was there looks back on it.
 *
 * @param session the session
 * @param role what they were in it
 * @param duration how long it was live, or null when it never was
 * @param participants who had a seat, the host first
 * @param totalViewers how many ever watched
 */
record PastSession(
        SessionView session,
        Role role,
        @Nullable Duration duration,
        List<StageReader.Cast> participants,
        long totalViewers) {
    PastSession {
        participants = List.copyOf(participants);
    }
}
