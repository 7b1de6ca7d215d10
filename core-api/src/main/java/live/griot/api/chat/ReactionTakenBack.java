package live.griot.api.chat;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Somebody took a reaction back; {@code count} is how many are left of this emoji. */
@EventName("chat.reaction-taken-back")
@Revision("1")
public record ReactionTakenBack(
        MessageId messageId, SessionId sessionId, UserId user, String emoji, int count, Instant at)
        implements SessionEvent {}
