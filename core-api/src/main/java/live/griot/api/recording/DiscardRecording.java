package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.RecordingId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Deletes a recording for good whose time is over, or whose host was erased, also where it runs. */
public record DiscardRecording(@TargetAggregateIdentifier RecordingId recordingId, Instant at) {}
