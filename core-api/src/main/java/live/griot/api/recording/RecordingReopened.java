package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import org.axonframework.serialization.Revision;

/** A recording goes on that was finished, though not for good: its session went on, and is recorded again. */
@EventName("recording.reopened")
@Revision("1")
public record RecordingReopened(RecordingId recordingId, SessionId sessionId, Instant at) implements RecordingEvent {}
