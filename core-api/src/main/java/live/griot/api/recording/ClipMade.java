package live.griot.api.recording;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionText;
import org.axonframework.serialization.Revision;

/**
 * Two marks made a clip of a recording.
 *
 * @param from where it begins, in the time of who plays the recording
 * @param to where it ends, likewise
 */
@EventName("recording.clip-made")
@Revision("1")
public record ClipMade(
        RecordingId recordingId, ClipId clip, UserId by, SessionText title, Duration from, Duration to, Instant at)
        implements RecordingEvent {}
