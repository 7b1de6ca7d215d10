package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Somebody came by a link, {@code user} null for someone without an account. */
@EventName("door.link-used")
@Revision("1")
public record LinkUsed(
        SessionId sessionId, LinkId link, @Nullable UserId user, Instant at) implements SessionEvent {}
