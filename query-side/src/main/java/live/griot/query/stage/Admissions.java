package live.griot.query.stage;

import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps whom a session admits while it is private, each with a row in {@code participant_view}. */
@Component
public class Admissions {
    private final JdbcClient db;

    Admissions(JdbcClient db) {
        this.db = db;
    }

    /**
     * Admits whoever is in a session at the moment at which it becomes private, in the running transaction: not those who have neither an
     * account nor, by now, a name.
     */
    public void admitThoseWhoAreIn(SessionId session) {
        db.sql("""
                INSERT INTO participant_view (session_id, user_id, moderator, on_stage, was_on_stage, admitted, audio,
                  video, screen, seated_at, hand_raised_at)
                SELECT DISTINCT session_id, user_id, FALSE, FALSE, FALSE, TRUE, FALSE, FALSE, FALSE, NULL, NULL FROM attendance_view a
                WHERE session_id = :session AND is_in = TRUE AND user_id IS NOT NULL AND user_id NOT LIKE 'G%'
                  AND NOT EXISTS (SELECT 1 FROM ban_view b WHERE b.session_id = a.session_id AND b.user_id = a.user_id)
                ON DUPLICATE KEY UPDATE admitted = TRUE
                """).param("session", session.value()).update();
        db.sql("UPDATE participant_view SET admitted = TRUE WHERE part_in = :session AND hand_raised_at IS NOT NULL")
                .param("session", session.value())
                .update();
    }

    void admit(SessionId session, UserId person) {
        know(session, person);
        db.sql("UPDATE participant_view SET admitted = TRUE WHERE session_id = :session AND user_id = :user")
                .param("session", session.value())
                .param("user", person.value())
                .update();
    }

    /** Makes sure that there is a row for somebody. */
    void know(SessionId session, UserId person) {
        boolean known = db.sql("SELECT COUNT(*) FROM participant_view WHERE session_id = :session AND user_id = :user")
                        .param("session", session.value())
                        .param("user", person.value())
                        .query(Long.class)
                        .single()
                > 0;
        if (!known) {
            db.sql("""
                    INSERT INTO participant_view (session_id, user_id, moderator, on_stage, was_on_stage, admitted, audio,
                      video, screen, seated_at, hand_raised_at)
                    VALUES (:session, :user, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, NULL, NULL)
                    """)
                    .param("session", session.value())
                    .param("user", person.value())
                    .update();
        }
    }
}
