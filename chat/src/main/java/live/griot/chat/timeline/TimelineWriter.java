package live.griot.chat.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.store.Micros;
import live.griot.chat.emoji.Emoji;
import live.griot.chat.timeline.TimelineEntry.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes {@code chat_timeline} and what belongs to it: of sessions that are being recorded, what happens; of what is there, what becomes of
 * it. Of all other sessions nothing. Called by the projections' thread alone.
 */
@Component
public class TimelineWriter {
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final JdbcClient db;
    private final NamedParameterJdbcOperations rows;
    private final RecordedChats recorded;

    public TimelineWriter(JdbcClient db, NamedParameterJdbcOperations rows) {
        this.db = db;
        this.rows = rows;
        this.recorded = new RecordedChats(db);
    }

    /** Returns which sessions are recorded. */
    RecordedChats recorded() {
        return recorded;
    }

    /** Adds what was said, in the order of the log. */
    public void said(List<MessageSent> messages) {
        Map<SessionId, List<MessageSent>> bySession = new LinkedHashMap<>();
        messages.forEach(message -> bySession
                .computeIfAbsent(message.sessionId(), session -> new ArrayList<>())
                .add(message));
        Set<SessionId> running = recorded.running(bySession.keySet());
        bySession.forEach((session, said) -> {
            if (running.contains(session)) {
                add(session, said);
            }
        });
    }

    private void add(SessionId session, List<MessageSent> said) {
        long place = recorded.takePlaces(session, said.size());
        List<SqlParameterSource> entries = new ArrayList<>();
        Map<Long, Integer> counts = new TreeMap<>();
        for (MessageSent message : said) {
            entries.add(entry(session, place++, Kind.MESSAGE, message.at(), message.messageId())
                    .addValue("author", message.author().value())
                    .addValue("role", message.role().name())
                    .addValue("content", message.sealedContent())
                    .addValue(
                            "replyTo",
                            message.replyTo() == null ? null : message.replyTo().value()));
            counts.merge(Math.floorDiv(Micros.of(message.at()), Timeline.stretchMicros()), 1, Integer::sum);
        }
        insert(entries);
        counts.forEach((stretch, messages) -> count(session, stretch, messages));
    }

    private void count(SessionId session, long stretch, int messages) {
        int known = change(
                "UPDATE chat_timeline_said SET messages = messages + :count WHERE session_id = :session AND stretch = :stretch",
                session,
                stretch,
                messages);
        if (known == 0) {
            change(
                    "INSERT INTO chat_timeline_said (session_id, stretch, messages) VALUES (:session, :stretch, :count)",
                    session,
                    stretch,
                    messages);
        }
    }

    private int change(String sql, SessionId session, long stretch, int messages) {
        return db.sql(sql)
                .param("session", session.value())
                .param("stretch", stretch)
                .param("count", messages)
                .update();
    }

    /** Adds that a message was pinned, or is no more. */
    void pinned(SessionId session, MessageId message, Instant at, boolean pinned) {
        if (isRunning(session)) {
            insert(List.of(entry(
                    session, recorded.takePlaces(session, 1), pinned ? Kind.PINNED : Kind.UNPINNED, at, message)));
        }
    }

    /** Adds how often each emoji floated over the picture. */
    void floated(SessionId session, Map<String, Integer> counts, Instant at) {
        if (!counts.isEmpty() && isRunning(session)) {
            insert(List.of(entry(session, recorded.takePlaces(session, 1), Kind.REACTIONS, at, null)
                    .addValue("reactions", TimelineEntry.written(counts))));
        }
    }

    private boolean isRunning(SessionId session) {
        return !recorded.running(List.of(session)).isEmpty();
    }

    private static MapSqlParameterSource entry(
            SessionId session, long place, Kind kind, Instant at, @Nullable MessageId message) {
        return new MapSqlParameterSource()
                .addValue("session", session.value())
                .addValue("place", place)
                .addValue("kind", kind.name())
                .addValue("at", Micros.of(at))
                .addValue("message", message == null ? null : message.value())
                .addValue("author", null)
                .addValue("role", null)
                .addValue("content", null)
                .addValue("replyTo", null)
                .addValue("reactions", null);
    }

    private void insert(List<? extends SqlParameterSource> entries) {
        rows.batchUpdate("""
                INSERT INTO chat_timeline (session_id, place, happened_at, kind, message_id, author_id, author_role,
                  sealed_content, reply_to, deleted, reactions)
                VALUES (:session, :place, :at, :kind, :message, :author, :role, :content, :replyTo, FALSE, :reactions)
                """, entries.toArray(SqlParameterSource[]::new));
    }

    /** Takes the words of a message, and what people made of them. */
    void deleted(SessionId session, MessageId message) {
        Long place = place(message);
        if (place != null) {
            db.sql("""
                    UPDATE chat_timeline SET deleted = TRUE, sealed_content = ''
                    WHERE session_id = :session AND place = :place
                    """).param("session", session.value()).param("place", place).update();
            db.sql("DELETE FROM chat_timeline_reaction WHERE message_id = :id")
                    .param("id", message.value())
                    .update();
        }
    }

    /** Notes how many people react to a message with an emoji. */
    void reacted(SessionId session, MessageId message, String emoji, int people) {
        Long place = place(message);
        if (place == null) {
            return;
        }
        String key = Emoji.of(emoji).key();
        db.sql("DELETE FROM chat_timeline_reaction WHERE message_id = :id AND emoji = :emoji")
                .param("id", message.value())
                .param("emoji", key)
                .update();
        if (people > 0) {
            db.sql("""
                    INSERT INTO chat_timeline_reaction (message_id, emoji, people, session_id, place)
                    VALUES (:id, :emoji, :people, :session, :place)
                    """)
                    .param("id", message.value())
                    .param("session", session.value())
                    .param("place", place)
                    .param("emoji", key)
                    .param("people", people)
                    .update();
        }
    }

    /** Returns the place of a message that is there and not deleted. */
    private @Nullable Long place(MessageId message) {
        return db.sql("SELECT place FROM chat_timeline WHERE message_id = :id AND kind = 'MESSAGE' AND deleted = FALSE")
                .param("id", message.value())
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    /** Forgets all that there is of a session, some at a time. */
    void forget(RecordedChats.Left left) {
        for (long from = 1; from <= left.places(); from += FORGOTTEN_AT_ONCE) {
            for (String table : List.of("chat_timeline", "chat_timeline_reaction")) {
                db.sql("DELETE FROM " + table + " WHERE session_id = :session AND place >= :from AND place < :to")
                        .param("session", left.session().value())
                        .param("from", from)
                        .param("to", from + FORGOTTEN_AT_ONCE)
                        .update();
            }
        }
        db.sql("DELETE FROM chat_timeline_said WHERE session_id = :session")
                .param("session", left.session().value())
                .update();
    }

    /** Empties the tables before a replay. */
    void reset() {
        for (String table : List.of("chat_timeline", "chat_timeline_reaction", "chat_timeline_said")) {
            db.sql("DELETE FROM " + table).update();
        }
        recorded.reset();
    }
}
