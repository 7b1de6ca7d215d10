package live.griot.chat.message;

import java.util.List;
import live.griot.api.chat.MessageDeleted;
import live.griot.api.chat.MessageReacted;
import live.griot.api.chat.MessageSent;
import live.griot.api.chat.ReactionTakenBack;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.moderation.ChatExpired;
import live.griot.api.moderation.MessagePinned;
import live.griot.api.moderation.MessageUnpinned;
import live.griot.chat.emoji.Emoji;
import live.griot.chat.limit.ChatProperties;
import live.griot.chat.room.RoomProjection;
import live.griot.chat.room.Silences;
import live.griot.chat.table.Micros;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code chat_message}, {@code message_reaction} and {@code chat_pin}: the newest messages and those that are pinned, until
 * the chat has expired. Rebuilt at will from the events; called by one thread at a time, in the transaction that stores the
 * processor's position. Never opens what is sealed.
 */
@Component
@ProcessingGroup(ChatProjection.GROUP)
@Order(ChatProjection.AFTER_THE_LOG)
public class ChatProjection {
    /** The processing group, tracking. */
    public static final String GROUP = RoomProjection.GROUP;

    /** The moderation log takes note of what there was before this forgets it. */
    public static final int AFTER_THE_LOG = 2;

    private static final int FORGOTTEN_AT_ONCE = 100;

    /** A twentieth more than is kept gathers before the oldest are forgotten, together: that costs a fraction of one by one. */
    private static final int PART_TO_GATHER = 20;

    private final JdbcClient db;
    private final Silences silences;
    private final Figures figures;
    private final ChatProperties limits;

    public ChatProjection(JdbcClient db, Silences silences, Figures figures, ChatProperties limits) {
        this.db = db;
        this.silences = silences;
        this.figures = figures;
        this.limits = limits;
    }

    /** A message that was under way when its author was silenced, and was stored after that, is kept by nobody. */
    @EventHandler
    void on(MessageSent event) {
        if (silences.of(event.sessionId(), event.author(), event.at()).isPresent()) {
            return;
        }
        db.sql("""
                        INSERT INTO chat_message
                          (id, session_id, author_id, author_role, sealed_content, reply_to, deleted, sent_at)
                        VALUES (:id, :session, :author, :role, :content, :replyTo, FALSE, :at)""")
                .param("id", event.messageId().value())
                .param("session", event.sessionId().value())
                .param("author", event.author().value())
                .param("role", event.role().name())
                .param("content", event.sealedContent())
                .param(
                        "replyTo",
                        event.replyTo() == null ? null : event.replyTo().value())
                .param("at", Micros.of(event.at()))
                .update();
        long kept = figures.said(event.sessionId(), event.author(), event.at());
        if (kept > limits.keepMessages() + limits.keepMessages() / PART_TO_GATHER) {
            forgetOldest(event.sessionId(), kept - limits.keepMessages());
        }
    }

    @EventHandler
    void on(MessageDeleted event) {
        db.sql("UPDATE chat_message SET deleted = TRUE, sealed_content = '' WHERE id = :id")
                .param("id", event.messageId().value())
                .update();
        forgetReactions(event.messageId().value());
        unpin(event.sessionId(), event.messageId());
    }

    @EventHandler
    void on(MessageReacted event) {
        Emoji emoji = Emoji.of(event.emoji());
        figures.reacted(event.sessionId(), emoji, 1);
        if (isKept(event.messageId())) {
            db.sql("INSERT INTO message_reaction (message_id, emoji, user_id) VALUES (:message, :emoji, :user)")
                    .param("message", event.messageId().value())
                    .param("emoji", emoji.key())
                    .param("user", event.user().value())
                    .update();
        }
    }

    @EventHandler
    void on(ReactionTakenBack event) {
        Emoji emoji = Emoji.of(event.emoji());
        figures.reacted(event.sessionId(), emoji, -1);
        db.sql("DELETE FROM message_reaction WHERE message_id = :message AND emoji = :emoji AND user_id = :user")
                .param("message", event.messageId().value())
                .param("emoji", emoji.key())
                .param("user", event.user().value())
                .update();
    }

    @EventHandler
    void on(MessagePinned event) {
        db.sql("INSERT INTO chat_pin (session_id, message_id, place) VALUES (:session, :message, :place)")
                .param("session", event.sessionId().value())
                .param("message", event.messageId().value())
                .param("place", figures.pinned(event.sessionId()))
                .update();
    }

    @EventHandler
    void on(MessageUnpinned event) {
        unpin(event.sessionId(), event.messageId());
    }

    @EventHandler
    void on(ChatExpired event) {
        db.sql("DELETE FROM chat_pin WHERE session_id = :session")
                .param("session", event.sessionId().value())
                .update();
        forgetOldest(event.sessionId(), Integer.MAX_VALUE);
    }

    /** Clears the tables before a replay. */
    @ResetHandler
    void reset() {
        db.sql("DELETE FROM chat_message").update();
        db.sql("DELETE FROM message_reaction").update();
        db.sql("DELETE FROM chat_pin").update();
        figures.reset();
    }

    private boolean isKept(MessageId message) {
        return db.sql("SELECT COUNT(*) FROM chat_message WHERE id = :id AND deleted = FALSE")
                        .param("id", message.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Sorted by the index's columns, all of them: H2 sorts a whole session's messages otherwise. */
    private void forgetOldest(SessionId session, long messages) {
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
    }

    private void forgetReactions(String message) {
        db.sql("DELETE FROM message_reaction WHERE message_id = :id")
                .param("id", message)
                .update();
    }

    private void unpin(SessionId session, MessageId message) {
        db.sql("DELETE FROM chat_pin WHERE session_id = :session AND message_id = :message")
                .param("session", session.value())
                .param("message", message.value())
                .update();
    }
}
