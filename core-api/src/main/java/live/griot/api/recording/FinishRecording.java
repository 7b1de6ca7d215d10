package live.griot.api.recording;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.RecordingId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Notes that nothing is added to a recording any more.
 *
 * @param forGood false where it may go on, since its session does
 * @param duration of what can be played
 * @param bytes of its files
 */
public record FinishRecording(
        @TargetAggregateIdentifier RecordingId recordingId,
        RecordingEnd reason,
        boolean forGood,
        Duration duration,
        long bytes,
        Instant at) {}
