package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** The session has another host; who was it is a guest on stage. */
@EventName("stage.host-handed-over")
@Revision("1")
public record HostHandedOver(SessionId sessionId, UserId from, UserId to, Instant at) implements SessionEvent {}
