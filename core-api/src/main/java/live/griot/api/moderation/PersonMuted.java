package live.griot.api.moderation;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Somebody may write no more, until a time if there is one. The reason is under the key of who muted. */
@EventName("moderation.person-muted")
@Revision("1")
public record PersonMuted(
        SessionId sessionId,
        UserId user,
        UserId by,
        @Nullable String sealedReason,
        @Nullable Instant until,
        Instant at) implements SessionEvent {}
