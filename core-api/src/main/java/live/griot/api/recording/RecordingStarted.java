package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import live.griot.api.session.Visibility;
import org.axonframework.serialization.Revision;

/**
 * A session is recorded from now on.
 *
 * @param host whose recording it is
 * @param visibility who may know of the recording, at first: who may of the session
 * @param stems whether picture and sound of each person are kept by themselves too
 */
@EventName("recording.started")
@Revision("1")
public record RecordingStarted(
        SessionId sessionId, RecordingId recordingId, UserId host, boolean stems, Visibility visibility, Instant at)
        implements SessionEvent {}
