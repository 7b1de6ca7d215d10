package live.griot.api.moderation;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** A message is pinned, after those that were. */
@EventName("moderation.message-pinned")
@Revision("1")
public record MessagePinned(SessionId sessionId, MessageId messageId, UserId by, Instant at) implements SessionEvent {}
