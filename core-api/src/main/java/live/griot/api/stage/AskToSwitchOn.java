package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks somebody on stage to switch devices on; only they can do it. */
public record AskToSwitchOn(
        @TargetAggregateIdentifier SessionId sessionId, UserId user, DeviceChange wish, UserId by, Instant at)
        implements SessionCommand {}
