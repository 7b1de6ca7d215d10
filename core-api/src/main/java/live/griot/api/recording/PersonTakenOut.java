package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;

/** Whatever somebody is seen or heard in is to go from a recording, as soon as that is finished; {@link RecordingTrimmed} says that it is gone. */
@EventName("recording.person-taken-out")
@Revision("1")
public record PersonTakenOut(RecordingId recordingId, UserId person, Instant at) implements RecordingEvent {}
