package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The host changes what is not null. {@code maxParticipants} is 2 to 10 and not less than are on stage. */
public record EditSession(
        @TargetAggregateIdentifier SessionId sessionId,
        UserId by,
        @Nullable SessionText title,
        @Nullable SessionText description,
        @Nullable Visibility visibility,
        @Nullable Integer maxParticipants,
        Instant at)
        implements SessionCommand {}
