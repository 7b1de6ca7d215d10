package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Somebody gave up a seat, or was made to, and stays as a viewer. */
@EventName("stage.participant-unseated")
@Revision("1")
public record ParticipantUnseated(SessionId sessionId, UserId user, UserId by, Instant at) implements SessionEvent {}
