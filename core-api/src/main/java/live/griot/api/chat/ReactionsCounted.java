package live.griot.api.chat;

import java.time.Instant;
import java.util.Map;
import live.griot.api.EventName;
import live.griot.api.id.ApplauseId;
import live.griot.api.id.SessionId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Emojis floated over the picture, each as often as {@code counts} says. Who sent them is not kept. */
@EventName("chat.reactions-counted")
@Revision("1")
public record ReactionsCounted(ApplauseId applauseId, SessionId sessionId, Map<String, Integer> counts, Instant at)
        implements SessionEvent {}
