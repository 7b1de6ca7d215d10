package live.griot.chat.message;

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
import live.griot.chat.room.RoomProjection;
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

    private final JdbcClient db;
    private final ArrivingMessages arriving;
    private final KeptMessages kept;
    private final Figures figures;

    ChatProjection(JdbcClient db, ArrivingMessages arriving, KeptMessages kept, Figures figures) {
        this.db = db;
        this.arriving = arriving;
        this.kept = kept;
        this.figures = figures;
    }

    /** Written with others of the same batch. */
    @EventHandler
    void on(MessageSent event) {
        arriving.add(event);
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
        kept.forgetOldest(event.sessionId(), Integer.MAX_VALUE);
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
