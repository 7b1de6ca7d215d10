package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import org.axonframework.serialization.Revision;

/** A session is STARTING and waits for its host's media, since {@code at}. */
@EventName("session.started")
@Revision("1")
public record SessionStarted(SessionId sessionId, Instant at) implements SessionEvent {}
