package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Notes that a recording goes on that was finished, though not for good. */
public record ReopenRecording(@TargetAggregateIdentifier RecordingId recordingId, SessionId sessionId, Instant at) {}
