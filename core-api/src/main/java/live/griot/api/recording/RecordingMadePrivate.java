package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** A session that is recorded became private, and what is recorded of it with it. */
@EventName("recording.made-private")
@Revision("1")
public record RecordingMadePrivate(SessionId sessionId, RecordingId recordingId, Instant at) implements SessionEvent {}
