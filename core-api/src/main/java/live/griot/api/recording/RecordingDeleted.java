package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;

/** A recording is nobody's to see any more, and its files are being removed. */
@EventName("recording.deleted")
@Revision("1")
public record RecordingDeleted(RecordingId recordingId, UserId by, Instant at) implements RecordingEvent {}
