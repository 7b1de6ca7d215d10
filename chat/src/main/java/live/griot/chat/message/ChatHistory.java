package live.griot.chat.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import live.griot.api.chat.ChatFigures;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said, read from the table {@code chat_message}. Thread-safe. */
@Component
class ChatHistory implements ChatFigures.Counter {
    private static final String COLUMNS = "id, session_id, author_id, author_role, sealed_content, reply_to, sent_at";

    private final JdbcClient db;

    ChatHistory(JdbcClient db) {
        this.db = db;
    }

    /** Returns up to {@code limit} messages of a session, newest first, older than {@code before} unless it is null. */
    List<StoredMessage> newestFirst(SessionId session, @Nullable MessageId before, int limit) {
        JdbcClient.StatementSpec query = before == null
                ? db.sql("SELECT " + COLUMNS + " FROM chat_message WHERE session_id = :session"
                        + " ORDER BY id DESC LIMIT :limit")
                : db.sql("SELECT " + COLUMNS + " FROM chat_message WHERE session_id = :session AND id < :before"
                                + " ORDER BY id DESC LIMIT :limit")
                        .param("before", before.value());
        return query.param("session", session.value())
                .param("limit", limit)
                .query((row, index) -> message(row))
                .list();
    }

    /** Returns whether that message was sent in that session. */
    boolean contains(SessionId session, MessageId message) {
        return db.sql("SELECT COUNT(*) FROM chat_message WHERE id = :id AND session_id = :session")
                        .param("id", message.value())
                        .param("session", session.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public ChatFigures of(SessionId session) {
        return new ChatFigures(
                db.sql("SELECT COUNT(*) FROM chat_message WHERE session_id = :session")
                        .param("session", session.value())
                        .query(Long.class)
                        .single(),
                0); // Nobody can react yet.
    }

    private static StoredMessage message(ResultSet row) throws SQLException {
        String replyTo = row.getString("reply_to");
        return new StoredMessage(
                new MessageId(row.getString("id")),
                new SessionId(row.getString("session_id")),
                new UserId(row.getString("author_id")),
                Role.valueOf(row.getString("author_role")),
                row.getString("sealed_content"),
                replyTo == null ? null : new MessageId(replyTo),
                Instant.EPOCH.plus(row.getLong("sent_at"), ChronoUnit.MICROS));
    }
}
