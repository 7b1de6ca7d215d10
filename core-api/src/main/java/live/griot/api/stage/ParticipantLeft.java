package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Somebody who was on stage or had a hand up left. A host who leaves stays host and keeps the seat. */
@EventName("stage.participant-left")
@Revision("1")
public record ParticipantLeft(SessionId sessionId, UserId user, Instant at) implements SessionEvent {}
