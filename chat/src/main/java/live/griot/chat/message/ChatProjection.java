package live.griot.chat.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import live.griot.api.chat.MessageSent;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the table {@code chat_message}. Rebuilt at will from the events; called by one thread at a time, in the transaction that
 * stores the processor's position. Never opens what is sealed.
 */
@Component
@ProcessingGroup(ChatProjection.GROUP)
public class ChatProjection {
    /** The processing group, tracking. */
    public static final String GROUP = "chat";

    private final JdbcClient db;

    ChatProjection(JdbcClient db) {
        this.db = db;
    }

    @EventHandler
    void on(MessageSent event) {
        db.sql("""
                        INSERT INTO chat_message (id, session_id, author_id, author_role, sealed_content, reply_to, sent_at)
                        VALUES (:id, :session, :author, :role, :content, :replyTo, :at)""")
                .param("id", event.messageId().value())
                .param("session", event.sessionId().value())
                .param("author", event.author().value())
                .param("role", event.role().name())
                .param("content", event.sealedContent())
                .param(
                        "replyTo",
                        event.replyTo() == null ? null : event.replyTo().value())
                .param("at", ChronoUnit.MICROS.between(Instant.EPOCH, event.at()))
                .update();
    }

    /** Clears the table before a replay. */
    @ResetHandler
    void reset() {
        db.sql("DELETE FROM chat_message").update();
    }
}
