package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Keeps nothing until it goes on. */
public record PauseRecording(@TargetAggregateIdentifier SessionId sessionId, UserId by, Instant at)
        implements SessionCommand {}
