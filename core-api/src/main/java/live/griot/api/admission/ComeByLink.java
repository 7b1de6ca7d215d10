package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Somebody comes by a link, {@code user} null for someone without an account; who is in already uses nothing up. Answers the role. */
public record ComeByLink(
        @TargetAggregateIdentifier SessionId sessionId,
        LinkId link,
        @Nullable UserId user,
        Instant at) implements SessionCommand {}
