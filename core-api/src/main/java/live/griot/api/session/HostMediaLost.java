package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import org.axonframework.serialization.Revision;

/** The host's media stays away since {@code at}; the grace period begins. */
@EventName("session.host-media-lost")
@Revision("1")
public record HostMediaLost(SessionId sessionId, Instant at) implements SessionEvent {}
