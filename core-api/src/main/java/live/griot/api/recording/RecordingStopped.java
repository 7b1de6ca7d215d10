package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Somebody ended a recording; that of a session that ends is over with it. */
@EventName("recording.stopped")
@Revision("1")
public record RecordingStopped(SessionId sessionId, RecordingId recordingId, UserId by, Instant at)
        implements SessionEvent {}
