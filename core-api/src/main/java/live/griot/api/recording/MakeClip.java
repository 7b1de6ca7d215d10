package live.griot.api.recording;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionText;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Makes a clip of a recording.
 *
 * @param from where it begins, in the time of who plays the recording
 * @param to where it ends, likewise; after {@code from}
 * @param most how many clips the recording may have
 */
public record MakeClip(
        @TargetAggregateIdentifier RecordingId recordingId,
        ClipId clip,
        UserId by,
        SessionText title,
        Duration from,
        Duration to,
        int most,
        Instant at) {}
