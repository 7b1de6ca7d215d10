package live.griot.query.attendance;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.SessionId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps a session's counts: who watches without being on stage, the most there ever were, and the seats that are taken; who ever watched, and
 * for how long all of them together. All in the running transaction, and each at the same cost whatever the audience.
 */
@Component
public class Counts {
    private final JdbcClient db;
    private final ViewerCounts told;

    Counts(JdbcClient db, ViewerCounts told) {
        this.db = db;
        this.told = told;
    }

    /**
     * An attendance watches from now on.
     *
     * @param first whether it never did before
     * @param before since when it did already, or null
     */
    void began(SessionId session, boolean first, @Nullable Instant before, Instant at) {
        change(
                session,
                first ? 1 : 0,
                Duration.ZERO,
                before == null ? 1 : 0,
                millis(at) - (before == null ? 0 : millis(before)));
    }

    /**
     * An attendance has ended.
     *
     * @param since since when it watched, or null where it did not
     */
    void ended(SessionId session, @Nullable Instant since, Duration watched) {
        change(session, 0, watched, since == null ? 0 : -1, since == null ? 0 : -millis(since));
    }

    private void change(SessionId session, int viewers, Duration watched, int watching, long sinceMillis) {
        db.sql("""
                UPDATE session_view SET total_viewers = total_viewers + :viewers, watched_millis = watched_millis + :watched,
                  watching = watching + :watching, watching_since_millis = watching_since_millis + :since
                WHERE id = :id
                """)
                .param("viewers", viewers)
                .param("watched", watched.toMillis())
                .param("watching", watching)
                .param("since", sinceMillis)
                .param("id", session.value())
                .update();
        count(session);
    }

    private static long millis(Instant time) {
        return time.toEpochMilli();
    }

    /** Counts who is on stage and who watches from elsewhere. */
    public void count(SessionId session) {
        db.sql("""
                UPDATE session_view SET viewer_count = watching -
                    (SELECT COUNT(*) FROM participant_view p
                     JOIN attendance_view a ON a.user_id = p.user_id AND a.session_id = p.session_id AND a.watching = TRUE
                     WHERE p.part_in = :id AND p.on_stage = TRUE),
                  participant_count =
                    (SELECT COUNT(*) FROM participant_view WHERE part_in = :id AND on_stage = TRUE)
                WHERE id = :id
                """).param("id", session.value()).update();
        db.sql("""
                UPDATE session_view SET peak_viewer_count = viewer_count WHERE id = :id AND viewer_count > peak_viewer_count
                """).param("id", session.value()).update();
        told.changed(session);
    }
}
