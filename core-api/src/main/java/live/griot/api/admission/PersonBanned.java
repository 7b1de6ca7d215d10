package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Somebody was put out and cannot come back, until a time if there is one. The reason is under the key of who banned. */
@EventName("door.person-banned")
@Revision("1")
public record PersonBanned(
        SessionId sessionId,
        UserId user,
        UserId by,
        @Nullable String sealedReason,
        @Nullable Instant until,
        Instant at) implements SessionEvent {}
