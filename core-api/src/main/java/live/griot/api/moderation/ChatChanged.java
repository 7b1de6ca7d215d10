package live.griot.api.moderation;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** How one may write from now on; the values are all of them. */
@EventName("moderation.chat-changed")
@Revision("1")
public record ChatChanged(
        SessionId sessionId,
        UserId by,
        Duration slowMode,
        boolean membersOnly,
        boolean enabled,
        @Nullable SealedWords blockedWords,
        Instant at)
        implements SessionEvent {}
