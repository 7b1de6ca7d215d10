package live.griot.chat.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.chat.emoji.Emoji;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said and can still be read: {@code chat_message}, {@code message_reaction} and {@code chat_pin}. Thread-safe. */
@Component
public class ChatHistory {
    private static final String COLUMNS =
            "id, session_id, author_id, author_role, sealed_content, reply_to, deleted, sent_at";

    private final JdbcClient db;

    public ChatHistory(JdbcClient db) {
        this.db = db;
    }

    /** Returns up to {@code limit} messages of a session, newest first, older than {@code before} unless it is null. */
    List<StoredMessage> newestFirst(SessionId session, @Nullable MessageId before, int limit) {
        JdbcClient.StatementSpec query = before == null
                ? db.sql("SELECT " + COLUMNS + " FROM chat_message WHERE session_id = :session"
                        + " ORDER BY session_id DESC, id DESC LIMIT :limit")
                : db.sql("SELECT " + COLUMNS + " FROM chat_message WHERE session_id = :session AND id < :before"
                                + " ORDER BY session_id DESC, id DESC LIMIT :limit")
                        .param("before", before.value());
        return query.param("session", session.value())
                .param("limit", limit)
                .query((row, index) -> StoredMessage.of(row, "id"))
                .list();
    }

    /** Returns a message of a session, deleted or not, or empty when there is none, or none any more. */
    Optional<StoredMessage> find(SessionId session, MessageId message) {
        return db.sql("SELECT " + COLUMNS + " FROM chat_message WHERE id = :id AND session_id = :session")
                .param("id", message.value())
                .param("session", session.value())
                .query((row, index) -> StoredMessage.of(row, "id"))
                .optional();
    }

    /** Returns a message of a session that is not deleted; throws {@code Refused(MESSAGE_NOT_FOUND)} when there is none. */
    StoredMessage said(SessionId session, MessageId message) {
        return find(session, message)
                .filter(found -> !found.deleted())
                .orElseThrow(() -> new Refused(RefusalCode.MESSAGE_NOT_FOUND, "There is no such message"));
    }

    /** Returns whether that message was sent in that session, and can still be read. */
    boolean contains(SessionId session, MessageId message) {
        return find(session, message).filter(found -> !found.deleted()).isPresent();
    }

    /** Returns the pinned messages of a session in the order in which they were pinned. */
    List<StoredMessage> pinned(SessionId session) {
        return db.sql("""
                SELECT m.* FROM chat_pin p JOIN chat_message m ON m.id = p.message_id
                WHERE p.session_id = :session ORDER BY p.place
                """)
                .param("session", session.value())
                .query((row, index) -> StoredMessage.of(row, "id"))
                .list();
    }

    /** Returns whether a message is pinned. */
    boolean isPinned(SessionId session, MessageId message) {
        return db.sql("SELECT COUNT(*) FROM chat_pin WHERE session_id = :session AND message_id = :id")
                        .param("session", session.value())
                        .param("id", message.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Returns what else is to be known of messages. */
    Extras extrasOf(List<MessageId> messages) {
        if (messages.isEmpty()) {
            return Extras.NONE;
        }
        List<String> ids = messages.stream().map(MessageId::value).toList();
        Map<MessageId, Map<String, Integer>> reactions = new HashMap<>();
        db.sql("""
                SELECT message_id, emoji, COUNT(*) AS people FROM message_reaction WHERE message_id IN (:ids)
                GROUP BY message_id, emoji ORDER BY people DESC, emoji
                """).param("ids", ids).query(row -> {
            reactions
                    .computeIfAbsent(new MessageId(row.getString("message_id")), first -> new LinkedHashMap<>())
                    .put(Emoji.ofKey(row.getString("emoji")).value(), row.getInt("people"));
        });
        List<MessageId> pinned = new ArrayList<>();
        db.sql("SELECT message_id FROM chat_pin WHERE message_id IN (:ids)")
                .param("ids", ids)
                .query(row -> {
                    pinned.add(new MessageId(row.getString("message_id")));
                });
        return new Extras(reactions, new HashSet<>(pinned));
    }

    /** Reactions, by message and emoji, the most frequent first; and which messages are pinned. */
    record Extras(Map<MessageId, Map<String, Integer>> reactions, Set<MessageId> pinned) {
        static final Extras NONE = new Extras(Map.of(), Set.of());
    }
}
