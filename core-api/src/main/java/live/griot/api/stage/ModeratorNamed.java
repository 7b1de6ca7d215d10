package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Somebody keeps order from now on. */
@EventName("stage.moderator-named")
@Revision("1")
public record ModeratorNamed(SessionId sessionId, UserId user, UserId by, Instant at) implements SessionEvent {}
