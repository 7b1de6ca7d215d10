package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import org.axonframework.serialization.Revision;

/** The host's media arrived for the first time: the session is LIVE. */
@EventName("session.went-live")
@Revision("1")
public record SessionWentLive(SessionId sessionId, Instant at) implements SessionEvent {}
