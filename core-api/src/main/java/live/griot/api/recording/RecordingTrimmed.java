package live.griot.api.recording;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;

/**
 * Nothing of somebody is in a recording any more who was to be taken out of it.
 *
 * @param duration of what can be played
 * @param bytes of its files
 */
@EventName("recording.trimmed")
@Revision("1")
public record RecordingTrimmed(RecordingId recordingId, UserId person, Duration duration, long bytes, Instant at)
        implements RecordingEvent {}
