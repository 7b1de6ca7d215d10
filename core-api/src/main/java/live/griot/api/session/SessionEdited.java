package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;

/** The host changed the session; the values are all of them as they are from now on. */
@EventName("session.edited")
@Revision("2")
public record SessionEdited(
        SessionId sessionId,
        UserId by,
        SessionText title,
        SessionText description,
        Visibility visibility,
        int maxParticipants,
        Instant at)
        implements SessionEvent {}
