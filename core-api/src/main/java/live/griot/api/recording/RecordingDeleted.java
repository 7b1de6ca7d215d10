package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A recording is nobody's to see any more, and its files are being removed.
 *
 * @param by null where its time was over, or its host was erased
 */
@EventName("recording.deleted")
@Revision("1")
public record RecordingDeleted(
        RecordingId recordingId, @Nullable UserId by, Instant at) implements RecordingEvent {}
