package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Makes a link; {@code role} is GUEST or VIEWER, {@code maxUses} null for no limit. */
public record MakeLink(
        @TargetAggregateIdentifier SessionId sessionId,
        LinkId link,
        Role role,
        @Nullable Instant expiresAt,
        @Nullable Integer maxUses,
        UserId by,
        Instant at)
        implements SessionCommand {}
