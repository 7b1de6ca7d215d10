package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Visibility;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Notes that somebody's session is being recorded, as soon as the recorder begins.
 *
 * @param visibility who may know of the recording
 */
public record OpenRecording(
        @TargetAggregateIdentifier RecordingId recordingId,
        SessionId sessionId,
        UserId host,
        Visibility visibility,
        Instant at) {}
