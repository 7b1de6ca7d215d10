package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionText;
import org.axonframework.serialization.Revision;

/** A clip has another title. */
@EventName("recording.clip-renamed")
@Revision("1")
public record ClipRenamed(RecordingId recordingId, ClipId clip, UserId by, SessionText title, Instant at)
        implements RecordingEvent {}
