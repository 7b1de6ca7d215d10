package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Begins to record a session, or plans it where the session has not started.
 *
 * @param recordingId of the recording that begins
 * @param stems whether picture and sound of each person are kept by themselves too
 */
public record StartRecording(
        @TargetAggregateIdentifier SessionId sessionId, RecordingId recordingId, boolean stems, UserId by, Instant at)
        implements SessionCommand {}
