package live.griot.chat.room;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.moderation.SealedWords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code chat_settings}: how one may write. Thread-safe. */
@Component
public class Rooms {
    private final JdbcClient db;

    public Rooms(JdbcClient db) {
        this.db = db;
    }

    /** Returns how one may write in a session. */
    public ChatSettings settings(SessionId session) {
        return db.sql("SELECT * FROM chat_settings WHERE session_id = :session")
                .param("session", session.value())
                .query((row, number) -> settings(row))
                .optional()
                .orElse(ChatSettings.AT_FIRST);
    }

    private static ChatSettings settings(ResultSet row) throws SQLException {
        String wordsBy = row.getString("words_by");
        return new ChatSettings(
                Duration.ofMillis(row.getLong("slow_mode_millis")),
                row.getBoolean("members_only"),
                row.getBoolean("enabled"),
                wordsBy == null ? null : new SealedWords(new UserId(wordsBy), row.getString("sealed_words")));
    }
}
