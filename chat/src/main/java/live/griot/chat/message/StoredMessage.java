package live.griot.chat.message;

import java.time.Instant;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import org.jspecify.annotations.Nullable;

/** A message as it is kept: without a name, and with its words sealed. */
record StoredMessage(
        MessageId id,
        SessionId sessionId,
        UserId author,
        Role role,
        String sealedContent,
        @Nullable MessageId replyTo,
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
                event.at());
    }
}
