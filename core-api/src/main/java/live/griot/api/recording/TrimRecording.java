package live.griot.api.recording;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Notes that nothing of somebody is in a recording any more who was to be taken out of it.
 *
 * @param duration of what can be played
 * @param bytes of its files
 */
public record TrimRecording(
        @TargetAggregateIdentifier RecordingId recordingId, UserId person, Duration duration, long bytes, Instant at) {}
