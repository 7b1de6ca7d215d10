package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;

/**
 * A clip is gone, while its recording is not.
 *
 * @param madeBy who had made it
 * @param byAdmin whether who removed it did so as an admin
 */
@EventName("recording.clip-removed")
@Revision("1")
public record ClipRemoved(RecordingId recordingId, ClipId clip, UserId madeBy, UserId by, boolean byAdmin, Instant at)
        implements RecordingEvent {}
