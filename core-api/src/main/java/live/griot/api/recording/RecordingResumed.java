package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** A recording goes on. */
@EventName("recording.resumed")
@Revision("1")
public record RecordingResumed(SessionId sessionId, RecordingId recordingId, UserId by, Instant at)
        implements SessionEvent {}
