package live.griot.api.chat;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Somebody reacted to a message; {@code count} is how many did so with this emoji, they included. */
@EventName("chat.message-reacted")
@Revision("1")
public record MessageReacted(MessageId messageId, SessionId sessionId, UserId user, String emoji, int count, Instant at)
        implements SessionEvent {}
