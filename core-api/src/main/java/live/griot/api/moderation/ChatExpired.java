package live.griot.api.moderation;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** What was said can be read no more; how much was said, and what was moderated, stays. */
@EventName("moderation.chat-expired")
@Revision("1")
public record ChatExpired(SessionId sessionId, Instant at) implements SessionEvent {}
