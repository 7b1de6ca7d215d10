package live.griot.chat.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import live.griot.api.store.Micros;
import live.griot.chat.timeline.TimelineEntry;
import org.jspecify.annotations.Nullable;

/** A message as it is kept: without a name, and with its words sealed; a deleted one without words. */
public record StoredMessage(
        MessageId id,
        SessionId sessionId,
        UserId author,
        Role role,
        String sealedContent,
        @Nullable MessageId replyTo,
        boolean deleted,
        Instant sentAt) {
    /** Returns the message that the event tells of. */
    static StoredMessage of(MessageSent event) {
        return new StoredMessage(
                event.messageId(),
                event.sessionId(),
                event.author(),
                event.role(),
                event.sealedContent(),
                event.replyTo(),
                false,
                event.at());
    }

    /** Returns the message that was said while its session was recorded, as it is now. */
    public static StoredMessage of(TimelineEntry.Message said) {
        StoredMessage message = of(said.message());
        return said.deleted() ? message.withoutWords() : message;
    }

    /** Returns the message in a row that has the columns of {@code chat_message}, its id in the column {@code idColumn}. */
    public static StoredMessage of(ResultSet row, String idColumn) throws SQLException {
        String replyTo = row.getString("reply_to");
        return new StoredMessage(
                new MessageId(row.getString(idColumn)),
                new SessionId(row.getString("session_id")),
                new UserId(row.getString("author_id")),
                Role.valueOf(row.getString("author_role")),
                row.getString("sealed_content"),
                replyTo == null ? null : new MessageId(replyTo),
                row.getBoolean("deleted"),
                Micros.toInstant(row.getLong("sent_at")));
    }

    /** Returns the message as it is once it is deleted. */
    StoredMessage withoutWords() {
        return new StoredMessage(id, sessionId, author, role, "", replyTo, true, sentAt);
    }
}
