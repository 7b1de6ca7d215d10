package live.griot.chat.timeline;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.griot.api.chat.ChatTimeline;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.store.Micros;
import live.griot.chat.emoji.Emoji;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code chat_timeline} and what belongs to it: each answer by an index, as much as it returns. Thread-safe. */
@Component
public class Timeline {
    /** How many stretches are asked for at once. */
    private static final int STRETCHES = 2_000;

    /** What is asked for at most: more than two days. */
    private static final int ASKED = 10;

    private final JdbcClient db;

    public Timeline(JdbcClient db) {
        this.db = db;
    }

    /** A place between two entries: after one of that time. */
    public record After(Instant at, long place) {
        /** Returns the one before all of that time and later. */
        public static After before(Instant from) {
            return new After(from, 0);
        }
    }

    /** Returns up to so many entries of a session behind one and before a time, the earliest first. */
    public List<TimelineEntry> entries(SessionId session, After after, Instant to, int limit) {
        return db.sql("""
                SELECT * FROM chat_timeline
                WHERE session_id = :session AND happened_at >= :from AND happened_at < :to
                AND NOT (happened_at = :from AND place <= :place)
                ORDER BY session_id, happened_at, place LIMIT :limit
                """)
                .param("session", session.value())
                .param("from", Micros.of(after.at()))
                .param("place", after.place())
                .param("to", Micros.of(to))
                .param("limit", limit)
                .query((row, number) -> TimelineEntry.of(row))
                .list();
    }

    /** Returns up to so many pins of a session between two times, the earliest first. */
    public List<TimelineEntry.Pin> pins(SessionId session, Instant from, Instant to, int limit) {
        return db.sql("""
                SELECT * FROM chat_timeline
                WHERE session_id = :session AND kind = 'PINNED' AND happened_at >= :from AND happened_at < :to
                ORDER BY session_id, kind, happened_at, place LIMIT :limit
                """)
                .param("session", session.value())
                .param("from", Micros.of(from))
                .param("to", Micros.of(to))
                .param("limit", limit)
                .query((row, number) -> (TimelineEntry.Pin) TimelineEntry.of(row))
                .list();
    }

    /** Returns those of some messages that are there. */
    public Map<MessageId, TimelineEntry.Message> messages(Collection<MessageId> ids) {
        Map<MessageId, TimelineEntry.Message> found = new HashMap<>();
        if (!ids.isEmpty()) {
            db.sql("SELECT * FROM chat_timeline WHERE message_id IN (:ids) AND kind = 'MESSAGE'")
                    .param("ids", ids.stream().map(MessageId::value).toList())
                    .query(row -> {
                        TimelineEntry.Message message = (TimelineEntry.Message) TimelineEntry.of(row);
                        found.put(message.message().messageId(), message);
                    });
        }
        return found;
    }

    /** Returns a message of a session, deleted or not, if it is there. */
    public Optional<TimelineEntry.Message> message(SessionId session, MessageId id) {
        return Optional.ofNullable(messages(List.of(id)).get(id))
                .filter(found -> found.message().sessionId().equals(session));
    }

    /** Returns how many people react to messages now, by message and emoji, the most frequent first. */
    public Map<MessageId, Map<String, Integer>> reactions(Collection<MessageId> ids) {
        Map<MessageId, Map<String, Integer>> reactions = new HashMap<>();
        if (!ids.isEmpty()) {
            db.sql("""
                    SELECT message_id, emoji, people FROM chat_timeline_reaction
                    WHERE message_id IN (:ids) ORDER BY people DESC, emoji
                    """)
                    .param("ids", ids.stream().map(MessageId::value).toList())
                    .query(row -> {
                        reactions
                                .computeIfAbsent(
                                        new MessageId(row.getString("message_id")), first -> new LinkedHashMap<>())
                                .put(Emoji.ofKey(row.getString("emoji")).value(), row.getInt("people"));
                    });
        }
        return reactions;
    }

    /** Returns how many messages came in those stretches between two times in which any did, the earliest first. */
    public Map<Instant, Long> said(SessionId session, Instant from, Instant to) {
        Map<Instant, Long> said = new LinkedHashMap<>();
        long first = Math.ceilDiv(Micros.of(from), stretchMicros());
        long end = Math.min(Math.ceilDiv(Micros.of(to), stretchMicros()), first + (long) STRETCHES * ASKED);
        for (long next = first; next < end; next += STRETCHES) {
            db.sql("""
                    SELECT stretch, messages FROM chat_timeline_said
                    WHERE session_id = :session AND stretch >= :from AND stretch < :to ORDER BY session_id, stretch
                    """)
                    .param("session", session.value())
                    .param("from", next)
                    .param("to", Math.min(end, next + STRETCHES))
                    .query(row -> {
                        said.put(Micros.toInstant(row.getLong("stretch") * stretchMicros()), row.getLong("messages"));
                    });
        }
        return said;
    }

    /** Returns how long a stretch is in which messages are counted, in microseconds. */
    static long stretchMicros() {
        return ChatTimeline.STRETCH.toNanos() / 1_000;
    }
}
