package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Says whether somebody agrees to be recorded in a session.
 *
 * @param agrees false where they do not, or no longer
 */
public record AnswerRecording(@TargetAggregateIdentifier SessionId sessionId, UserId user, boolean agrees, Instant at)
        implements SessionCommand {}
