package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionText;
import live.griot.api.session.Visibility;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Changes what is told of a recording; null leaves as it is. */
public record EditRecording(
        @TargetAggregateIdentifier RecordingId recordingId,
        UserId by,
        @Nullable SessionText title,
        @Nullable SessionText description,
        @Nullable Visibility visibility,
        Instant at) {}
