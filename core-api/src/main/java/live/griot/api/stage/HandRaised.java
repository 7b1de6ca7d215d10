package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** A viewer asks to come on stage. */
@EventName("stage.hand-raised")
@Revision("1")
public record HandRaised(SessionId sessionId, UserId user, Instant at) implements SessionEvent {}
