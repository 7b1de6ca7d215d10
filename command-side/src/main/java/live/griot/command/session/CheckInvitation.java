package live.griot.command.session;

import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Asks whether somebody may invite, and invite {@code user} if that is not null. Stores nothing; refuses when the answer is no. */
public record CheckInvitation(
        @TargetAggregateIdentifier SessionId sessionId,
        UserId by,
        @Nullable UserId user) implements SessionCommand {}
