package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Somebody was put out; they may come back by joining anew. */
@EventName("door.participant-removed")
@Revision("1")
public record ParticipantRemoved(SessionId sessionId, UserId user, UserId by, Instant at) implements SessionEvent {}
