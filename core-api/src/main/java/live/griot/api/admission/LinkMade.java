package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A link was made; {@code maxUses} is null for no limit. */
@EventName("door.link-made")
@Revision("1")
public record LinkMade(
        SessionId sessionId,
        LinkId link,
        Role role,
        @Nullable Instant expiresAt,
        @Nullable Integer maxUses,
        UserId by,
        Instant at)
        implements SessionEvent {}
