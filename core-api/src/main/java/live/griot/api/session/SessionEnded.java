package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import org.axonframework.serialization.Revision;

/** The session is over. */
@EventName("session.ended")
@Revision("1")
public record SessionEnded(SessionId sessionId, Instant at) implements SessionEvent {}
