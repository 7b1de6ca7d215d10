package live.griot.api.chat;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A message was sent. {@code sealedContent} is the text under its author's key; without the key it says nothing. */
@EventName("chat.message-sent")
@Revision("1")
public record MessageSent(
        MessageId messageId,
        SessionId sessionId,
        UserId author,
        Role role,
        String sealedContent,
        @Nullable MessageId replyTo,
        Instant at) {}
