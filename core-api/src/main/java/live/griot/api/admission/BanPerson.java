package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Puts somebody out for good, or until a time. */
public record BanPerson(
        @TargetAggregateIdentifier SessionId sessionId,
        UserId user,
        UserId by,
        @Nullable String sealedReason,
        @Nullable Instant until,
        Instant at)
        implements SessionCommand {}
