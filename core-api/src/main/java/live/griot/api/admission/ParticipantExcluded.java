package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Somebody was put out of a session because an admin has banned them across sessions since that time. */
@EventName("door.participant-excluded")
@Revision("1")
public record ParticipantExcluded(SessionId sessionId, UserId user, UserId by, Instant since, Instant at)
        implements SessionEvent {}
