package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import org.axonframework.serialization.Revision;

/** A session that had not started was cancelled. */
@EventName("session.cancelled")
@Revision("1")
public record SessionCancelled(SessionId sessionId, Instant at) implements SessionEvent {}
