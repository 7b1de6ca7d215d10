package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** A session will be recorded as soon as it starts. */
@EventName("recording.planned")
@Revision("1")
public record RecordingPlanned(SessionId sessionId, RecordingId recordingId, boolean stems, UserId by, Instant at)
        implements SessionEvent {}
