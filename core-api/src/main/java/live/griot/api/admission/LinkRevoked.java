package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** A link is good no longer. */
@EventName("door.link-revoked")
@Revision("1")
public record LinkRevoked(SessionId sessionId, LinkId link, UserId by, Instant at) implements SessionEvent {}
