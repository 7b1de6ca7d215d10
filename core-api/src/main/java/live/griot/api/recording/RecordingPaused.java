package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Nothing is kept until it goes on. */
@EventName("recording.paused")
@Revision("1")
public record RecordingPaused(SessionId sessionId, RecordingId recordingId, UserId by, Instant at)
        implements SessionEvent {}
