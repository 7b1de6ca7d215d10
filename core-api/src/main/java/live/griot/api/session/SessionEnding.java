package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import org.axonframework.serialization.Revision;

/** The session is ENDING: the edge lets everyone go. */
@EventName("session.ending")
@Revision("1")
public record SessionEnding(SessionId sessionId, EndReason reason, Instant at) implements SessionEvent {}
