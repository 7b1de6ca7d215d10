package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Has somebody who is erased taken out of what somebody else recorded. Twice is once. */
public record TakeOutOfRecording(@TargetAggregateIdentifier RecordingId recordingId, UserId person, Instant at) {}
