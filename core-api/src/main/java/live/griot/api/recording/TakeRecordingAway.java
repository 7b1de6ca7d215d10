package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a recording that still runs, whoever hosts now: whose it is takes it along. Of one that does not run nothing is told. */
public record TakeRecordingAway(
        @TargetAggregateIdentifier SessionId sessionId, RecordingId recordingId, UserId by, Instant at)
        implements SessionCommand {}
