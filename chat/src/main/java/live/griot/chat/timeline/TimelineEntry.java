package live.griot.chat.timeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import live.griot.api.store.Micros;
import live.griot.chat.emoji.Emoji;

/** Something that happened while a session was recorded. */
public sealed interface TimelineEntry {
    /** Returns which one it is of its session's, in the order of the log. */
    long place();

    /** Returns when it happened. */
    Instant at();

    /**
     * Something was said.
     *
     * @param message as it was sent; a deleted one without words
     */
    record Message(long place, MessageSent message, boolean deleted) implements TimelineEntry {
        @Override
        public Instant at() {
            return message.at();
        }
    }

    /** A message was pinned, or is no more. */
    record Pin(long place, Instant at, MessageId message, boolean pinned) implements TimelineEntry {}

    /** Emojis floated over the picture, each so often. */
    record Reactions(long place, Instant at, Map<String, Integer> counts) implements TimelineEntry {}

    /** What a row tells of. */
    enum Kind {
        MESSAGE,
        PINNED,
        UNPINNED,
        REACTIONS
    }

    /** Returns what a row of {@code chat_timeline} tells of. */
    static TimelineEntry of(ResultSet row) throws SQLException {
        long place = row.getLong("place");
        Instant at = Micros.toInstant(row.getLong("happened_at"));
        Kind kind = Kind.valueOf(row.getString("kind"));
        return switch (kind) {
            case MESSAGE -> message(row, place, at);
            case PINNED, UNPINNED ->
                new Pin(place, at, new MessageId(row.getString("message_id")), kind == Kind.PINNED);
            case REACTIONS -> new Reactions(place, at, counts(row.getString("reactions")));
        };
    }

    private static Message message(ResultSet row, long place, Instant at) throws SQLException {
        String replyTo = row.getString("reply_to");
        return new Message(
                place,
                new MessageSent(
                        new MessageId(row.getString("message_id")),
                        new SessionId(row.getString("session_id")),
                        new UserId(row.getString("author_id")),
                        Role.valueOf(row.getString("author_role")),
                        row.getString("sealed_content"),
                        replyTo == null ? null : new MessageId(replyTo),
                        at),
                row.getBoolean("deleted"));
    }

    /** Returns how a row tells how often each emoji came. */
    static String written(Map<String, Integer> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(one -> Emoji.of(one.getKey()).key() + "=" + one.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static Map<String, Integer> counts(String written) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String one : written.split(" ")) {
            int end = one.indexOf('=');
            counts.put(Emoji.ofKey(one.substring(0, end)).value(), Integer.parseInt(one.substring(end + 1)));
        }
        return counts;
    }
}
