package live.griot.chat.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.store.Micros;
import live.griot.chat.message.StoredMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables {@code moderation_log} and {@code moderation_log_message}. Written by the projection alone, in the order of the events;
 * read by anybody.
 */
@Component
class ModerationLog {
    /** How many messages before an entry are kept with it. */
    static final int MESSAGES_BEFORE = 10;

    /** The latest that nothing has undone, of one person or message, in the order of an index, all of it: H2 sorts all there are otherwise. */
    private static final String LATEST_OF = """
            (SELECT l.id, l.logged_at FROM moderation_log l
            WHERE l.session_id = :session AND l.%1$s = :%1$s AND l.action = :action
            AND NOT EXISTS (SELECT 1 FROM moderation_log u WHERE u.session_id = :session AND u.undoes = l.id)
            ORDER BY l.session_id DESC, l.%1$s DESC, l.action DESC, l.logged_at DESC, l.id DESC LIMIT 1)""";

    private final JdbcClient db;

    ModerationLog(JdbcClient db) {
        this.db = db;
    }

    /** Writes an entry with what it undoes, and the messages before it as they stand. */
    void write(Entry entry) {
        Entry whole = entry.undoing(undoneBy(entry));
        db.sql("""
                INSERT INTO moderation_log (id, session_id, logged_at, done_by, user_id, action, sealed_reason, silenced_until,
                  message_id, detail, undoes)
                VALUES (:id, :session, :at, :by, :user, :action, :reason, :until, :message, :detail, :undoes)
                """)
                .param("id", whole.id())
                .param("session", whole.session().value())
                .param("at", Micros.of(whole.at()))
                .param("by", whole.by() == null ? null : whole.by().value())
                .param("user", whole.user() == null ? null : whole.user().value())
                .param("action", whole.action().name())
                .param("reason", whole.sealedReason())
                .param("until", Micros.ofNullable(whole.until()))
                .param(
                        "message",
                        whole.message() == null ? null : whole.message().value())
                .param("detail", whole.detail())
                .param("undoes", whole.undoes())
                .update();
        db.sql("""
                INSERT INTO moderation_log_message
                  (entry_id, message_id, session_id, author_id, author_role, sealed_content, reply_to, deleted, sent_at)
                SELECT :entry, id, session_id, author_id, author_role, sealed_content, reply_to, deleted, sent_at
                FROM chat_message WHERE session_id = :session ORDER BY session_id DESC, id DESC LIMIT :limit
                """)
                .param("entry", whole.id())
                .param("session", whole.session().value())
                .param("limit", MESSAGES_BEFORE)
                .update();
    }

    /** Returns the latest entry that the new one undoes and nothing has undone yet, or null. */
    private @Nullable String undoneBy(Entry entry) {
        return entry.action()
                .undone()
                .flatMap(undone -> db.sql(
                                """
                        SELECT id FROM (%s UNION %s) l ORDER BY logged_at DESC, id DESC LIMIT 1
                        """.formatted(LATEST_OF.formatted("user_id"), LATEST_OF.formatted("message_id")))
                        .param("session", entry.session().value())
                        .param("action", undone.name())
                        .param(
                                "user_id",
                                entry.user() == null ? "" : entry.user().value())
                        .param(
                                "message_id",
                                entry.message() == null ? "" : entry.message().value())
                        .query(String.class)
                        .optional())
                .orElse(null);
    }

    /** Empties the tables before a replay. */
    void empty() {
        db.sql("DELETE FROM moderation_log").update();
        db.sql("DELETE FROM moderation_log_message").update();
    }

    /** Where a page ended. */
    record Place(long micros, String id) {}

    /** Returns up to {@code limit} entries of a session, the latest first, before a place unless it is null. */
    List<Entry> latestFirst(SessionId session, @Nullable Place before, int limit) {
        return db.sql("""
                SELECT * FROM moderation_log WHERE session_id = :session
                AND logged_at <= :at AND (logged_at < :at OR id < :id)
                ORDER BY session_id DESC, logged_at DESC, id DESC LIMIT :limit
                """)
                .param("session", session.value())
                .param("at", before == null ? Long.MAX_VALUE : before.micros())
                .param("id", before == null ? "" : before.id())
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list();
    }

    /** Returns the messages before each of those entries, oldest first, as they stood then. */
    Map<String, List<StoredMessage>> messagesBefore(List<Entry> entries) {
        Map<String, List<StoredMessage>> before = new HashMap<>();
        if (!entries.isEmpty()) {
            db.sql("SELECT * FROM moderation_log_message WHERE entry_id IN (:ids) ORDER BY message_id")
                    .param("ids", entries.stream().map(Entry::id).toList())
                    .query(row -> {
                        before.computeIfAbsent(row.getString("entry_id"), first -> new ArrayList<>())
                                .add(StoredMessage.of(row, "message_id"));
                    });
        }
        return before;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String message = row.getString("message_id");
        return new Entry(
                row.getString("id"),
                new SessionId(row.getString("session_id")),
                Micros.toInstant(row.getLong("logged_at")),
                userOrNull(row.getString("done_by")),
                userOrNull(row.getString("user_id")),
                Action.valueOf(row.getString("action")),
                row.getString("sealed_reason"),
                Micros.toInstantOrNull(row.getObject("silenced_until", Long.class)),
                message == null ? null : new MessageId(message),
                row.getString("detail"),
                row.getString("undoes"));
    }

    private static @Nullable UserId userOrNull(@Nullable String id) {
        return id == null ? null : new UserId(id);
    }

    /** Returns where an entry stands. */
    static Place placeOf(Entry entry) {
        return new Place(Micros.of(entry.at()), entry.id());
    }
}
