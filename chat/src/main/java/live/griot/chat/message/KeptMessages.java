package live.griot.chat.message;

import java.util.List;
import live.griot.api.id.SessionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets the oldest messages of a session with what was said to them. Called by the projection's thread alone. */
@Component
class KeptMessages {
    private static final int FORGOTTEN_AT_ONCE = 100;

    private final JdbcClient db;
    private final Figures figures;

    KeptMessages(JdbcClient db, Figures figures) {
        this.db = db;
        this.figures = figures;
    }

    /**
     * Forgets that many of a session's oldest messages, but none that is pinned; returns how many there were. Sorted by the index's
     * columns, all of them: H2 sorts a whole session's messages otherwise.
     */
    int forgetOldest(SessionId session, long messages) {
        List<String> oldest = db.sql("""
                SELECT m.id FROM chat_message m WHERE m.session_id = :session
                AND NOT EXISTS (SELECT 1 FROM chat_pin p WHERE p.session_id = m.session_id AND p.message_id = m.id)
                ORDER BY m.session_id, m.id LIMIT :messages
                """)
                .param("session", session.value())
                .param("messages", messages)
                .query((row, number) -> row.getString("id"))
                .list();
        for (int from = 0; from < oldest.size(); from += FORGOTTEN_AT_ONCE) {
            List<String> some = oldest.subList(from, Math.min(from + FORGOTTEN_AT_ONCE, oldest.size()));
            db.sql("DELETE FROM message_reaction WHERE message_id IN (:ids)")
                    .param("ids", some)
                    .update();
            db.sql("DELETE FROM chat_message WHERE id IN (:ids)")
                    .param("ids", some)
                    .update();
        }
        figures.forgotten(session, oldest.size());
        return oldest.size();
    }
}
