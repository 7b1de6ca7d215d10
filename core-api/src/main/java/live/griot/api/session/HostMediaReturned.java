package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import org.axonframework.serialization.Revision;

/** The host's media is back within the grace period. */
@EventName("session.host-media-returned")
@Revision("1")
public record HostMediaReturned(SessionId sessionId, Instant at) implements SessionEvent {}
