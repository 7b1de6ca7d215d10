package live.griot.api.moderation;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Somebody may write again; {@code by} is null when the mute's time was over. */
@EventName("moderation.mute-lifted")
@Revision("1")
public record MuteLifted(
        SessionId sessionId, UserId user, @Nullable UserId by, Instant at) implements SessionEvent {}
