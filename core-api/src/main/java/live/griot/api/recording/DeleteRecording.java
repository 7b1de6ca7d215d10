package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Deletes a recording for good. */
public record DeleteRecording(@TargetAggregateIdentifier RecordingId recordingId, UserId by, Instant at) {}
