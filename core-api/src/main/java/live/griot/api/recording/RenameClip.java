package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionText;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a clip another title. */
public record RenameClip(
        @TargetAggregateIdentifier RecordingId recordingId, ClipId clip, UserId by, SessionText title, Instant at) {}
