package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Somebody may come in again; {@code by} is null when the ban's time was over. */
@EventName("door.ban-lifted")
@Revision("1")
public record BanLifted(
        SessionId sessionId, UserId user, @Nullable UserId by, Instant at) implements SessionEvent {}
