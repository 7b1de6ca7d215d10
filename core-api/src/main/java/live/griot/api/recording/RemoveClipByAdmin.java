package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An admin removes a clip, whoever made it. */
public record RemoveClipByAdmin(
        @TargetAggregateIdentifier RecordingId recordingId, ClipId clip, UserId by, Instant at) {}
