package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.session.SessionText;
import live.griot.api.session.Visibility;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What is told of a recording from now on; words are null where it is told what its session is, and
 * visibility is null where it stays. */
@EventName("recording.edited")
@Revision("1")
public record RecordingEdited(
        RecordingId recordingId,
        @Nullable SessionText title,
        @Nullable SessionText description,
        @Nullable Visibility visibility,
        Instant at)
        implements RecordingEvent {}
