package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends the recording that runs, or withdraws the one that is planned. */
public record StopRecording(@TargetAggregateIdentifier SessionId sessionId, UserId by, Instant at)
        implements SessionCommand {}
