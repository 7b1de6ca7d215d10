package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Visibility;
import org.axonframework.serialization.Revision;

/**
 * A recorder has begun.
 *
 * @param visibility who may know of the recording
 */
@EventName("recording.opened")
@Revision("1")
public record RecordingOpened(
        RecordingId recordingId, SessionId sessionId, UserId host, Visibility visibility, Instant at)
        implements RecordingEvent {}
