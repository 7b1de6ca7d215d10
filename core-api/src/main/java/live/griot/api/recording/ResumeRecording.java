package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Goes on with a recording that was paused. */
public record ResumeRecording(@TargetAggregateIdentifier SessionId sessionId, UserId by, Instant at)
        implements SessionCommand {}
