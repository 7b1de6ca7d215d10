package live.griot.chat.message;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import live.griot.api.chat.ChatFigures;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.store.Micros;
import live.griot.chat.emoji.Emoji;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is known of a chat besides its messages, and still known when they are gone: {@code chat_figures}, {@code chat_author} and
 * {@code chat_emoji}. Written by the projections of the group alone, one at a time; read by anybody.
 */
@Component
public class Figures implements ChatFigures.Counter {
    private final JdbcClient db;
    private final NamedParameterJdbcOperations rows;

    Figures(JdbcClient db, NamedParameterJdbcOperations rows) {
        this.db = db;
        this.rows = rows;
    }

    @Override
    public ChatFigures of(SessionId session) {
        return db.sql("SELECT messages, reactions FROM chat_figures WHERE session_id = :session")
                .param("session", session.value())
                .query((row, number) -> new ChatFigures(row.getLong("messages"), row.getLong("reactions")))
                .optional()
                .orElse(new ChatFigures(0, 0));
    }

    /** Returns how many people wrote. */
    long people(SessionId session) {
        return db.sql("SELECT people FROM chat_figures WHERE session_id = :session")
                .param("session", session.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Returns when somebody wrote last. */
    Optional<Instant> lastMessage(SessionId session, UserId author) {
        return db.sql("SELECT last_at FROM chat_author WHERE session_id = :session AND user_id = :user")
                .param("session", session.value())
                .param("user", author.value())
                .query(Long.class)
                .optional()
                .map(Micros::toInstant);
    }

    /** An emoji and how often it was given. */
    public record EmojiCount(String emoji, long count) {}

    /** Returns the emojis that were given most, to messages and to the picture together. */
    List<EmojiCount> topEmojis(SessionId session, int limit) {
        return db.sql("""
                SELECT emoji, given + floated AS times FROM chat_emoji
                WHERE session_id = :session AND given + floated > 0 ORDER BY times DESC, emoji LIMIT :limit
                """)
                .param("session", session.value())
                .param("limit", limit)
                .query((row, number) ->
                        new EmojiCount(Emoji.ofKey(row.getString("emoji")).value(), row.getLong("times")))
                .list();
    }

    /** Returns the emojis that floated over the picture, the most frequent first. */
    public List<EmojiCount> floated(SessionId session) {
        return db.sql("""
                SELECT emoji, floated FROM chat_emoji WHERE session_id = :session AND floated > 0
                ORDER BY floated DESC, emoji
                """)
                .param("session", session.value())
                .query((row, number) ->
                        new EmojiCount(Emoji.ofKey(row.getString("emoji")).value(), row.getLong("floated")))
                .list();
    }

    /** Returns how many messages of each session are kept. */
    Map<SessionId, Long> kept(Set<SessionId> sessions) {
        Map<SessionId, Long> kept = new HashMap<>();
        if (!sessions.isEmpty()) {
            db.sql("SELECT session_id, kept FROM chat_figures WHERE session_id IN (:sessions)")
                    .param("sessions", sessions.stream().map(SessionId::value).toList())
                    .query(row -> {
                        kept.put(new SessionId(row.getString("session_id")), row.getLong("kept"));
                    });
        }
        return kept;
    }

    /** Counts messages that were said and are kept, and when each of their authors wrote last. */
    void said(SessionId session, int messages, Map<UserId, Instant> authors) {
        List<SqlParameterSource> wrote = authors.entrySet().stream()
                .<SqlParameterSource>map(author -> new MapSqlParameterSource()
                        .addValue("session", session.value())
                        .addValue("user", author.getKey().value())
                        .addValue("at", Micros.of(author.getValue())))
                .toList();
        int[] known = rows.batchUpdate(
                "UPDATE chat_author SET last_at = :at WHERE session_id = :session AND user_id = :user",
                wrote.toArray(SqlParameterSource[]::new));
        SqlParameterSource[] fresh = IntStream.range(0, known.length)
                .filter(index -> known[index] == 0)
                .mapToObj(wrote::get)
                .toArray(SqlParameterSource[]::new);
        if (fresh.length > 0) {
            rows.batchUpdate(
                    "INSERT INTO chat_author (session_id, user_id, last_at) VALUES (:session, :user, :at)", fresh);
        }
        change(
                "messages = messages + %1$d, kept = kept + %1$d, people = people + %2$d"
                        .formatted(messages, fresh.length),
                session);
    }

    /** Counts messages that are kept no more. */
    void forgotten(SessionId session, int messages) {
        change("kept = kept - " + messages, session);
    }

    /** Counts a pin; returns its place after all before. */
    long pinned(SessionId session) {
        change("pinned = pinned + 1", session);
        return number("pinned", session);
    }

    /** Counts a reaction to a message, or with -1 one that was taken back. */
    void reacted(SessionId session, Emoji emoji, int times) {
        count(session, emoji, times, 0);
    }

    /** Counts reactions that floated over the picture. */
    public void floated(SessionId session, Map<String, Integer> counts) {
        counts.forEach((emoji, times) -> count(session, Emoji.of(emoji), 0, times));
    }

    /** Empties the tables before a replay. */
    void reset() {
        db.sql("DELETE FROM chat_figures").update();
        db.sql("DELETE FROM chat_author").update();
        db.sql("DELETE FROM chat_emoji").update();
    }

    private void count(SessionId session, Emoji emoji, int given, int floated) {
        change("reactions = reactions + " + (given + floated), session);
        int updated = db.sql("""
                UPDATE chat_emoji SET given = given + :given, floated = floated + :floated
                WHERE session_id = :session AND emoji = :emoji
                """)
                .param("given", given)
                .param("floated", floated)
                .param("session", session.value())
                .param("emoji", emoji.key())
                .update();
        if (updated == 0) {
            db.sql("""
                    INSERT INTO chat_emoji (session_id, emoji, given, floated)
                    VALUES (:session, :emoji, :given, :floated)
                    """)
                    .param("session", session.value())
                    .param("emoji", emoji.key())
                    .param("given", given)
                    .param("floated", floated)
                    .update();
        }
    }

    private void change(String columns, SessionId session) {
        String update = "UPDATE chat_figures SET " + columns + " WHERE session_id = :session";
        if (db.sql(update).param("session", session.value()).update() == 0) {
            db.sql("""
                    INSERT INTO chat_figures (session_id, messages, kept, reactions, pinned)
                    VALUES (:session, 0, 0, 0, 0)
                    """).param("session", session.value()).update();
            db.sql(update).param("session", session.value()).update();
        }
    }

    private long number(String column, SessionId session) {
        return db.sql("SELECT " + column + " FROM chat_figures WHERE session_id = :session")
                .param("session", session.value())
                .query(Long.class)
                .single();
    }
}
