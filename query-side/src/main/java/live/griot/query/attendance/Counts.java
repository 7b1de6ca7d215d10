package live.griot.query.attendance;

import live.griot.api.id.SessionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps a session's counts: who watches without being on stage, the most there ever were, and the seats that are taken. */
@Component
public class Counts {
    private final JdbcClient db;
    private final ViewerCounts told;

    Counts(JdbcClient db, ViewerCounts told) {
        this.db = db;
        this.told = told;
    }

    /** Counts anew, in the running transaction. */
    public void count(SessionId session) {
        db.sql("""
                UPDATE session_view SET viewer_count =
                    (SELECT COUNT(*) FROM attendance_view a WHERE a.session_id = :id AND a.watching = TRUE
                     AND NOT EXISTS (SELECT 1 FROM participant_view p
                       WHERE p.session_id = a.session_id AND p.user_id = a.user_id AND p.on_stage = TRUE)),
                  participant_count =
                    (SELECT COUNT(*) FROM participant_view WHERE session_id = :id AND on_stage = TRUE)
                WHERE id = :id
                """).param("id", session.value()).update();
        db.sql("""
                UPDATE session_view SET peak_viewer_count = viewer_count WHERE id = :id AND viewer_count > peak_viewer_count
                """).param("id", session.value()).update();
        told.changed(session);
    }
}
