package live.griot.api.chat;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** A message was deleted, by its author or by who keeps order. What it said is shown no more, and its reactions are gone. */
@EventName("chat.message-deleted")
@Revision("1")
public record MessageDeleted(MessageId messageId, SessionId sessionId, UserId author, UserId by, Instant at)
        implements SessionEvent {}
