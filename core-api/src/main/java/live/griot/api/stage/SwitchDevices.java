package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Switches devices: one's own as one likes, somebody else's only off. */
public record SwitchDevices(
        @TargetAggregateIdentifier SessionId sessionId, UserId user, DeviceChange change, UserId by, Instant at)
        implements SessionCommand {}
