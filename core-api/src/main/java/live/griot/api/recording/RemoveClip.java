package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Who made a clip, or who recorded what it is of, removes it. */
public record RemoveClip(@TargetAggregateIdentifier RecordingId recordingId, ClipId clip, UserId by, Instant at) {}
