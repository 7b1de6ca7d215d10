package live.griot.api.recording;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import org.axonframework.serialization.Revision;

/**
 * Nothing is added to a recording any more; it can be played to its end.
 *
 * @param forGood false where it may go on, since its session does
 * @param duration of what can be played
 * @param bytes of its files
 */
@EventName("recording.finished")
@Revision("1")
public record RecordingFinished(
        RecordingId recordingId, RecordingEnd reason, boolean forGood, Duration duration, long bytes, Instant at)
        implements RecordingEvent {}
