package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/**
 * Somebody said whether they agree to be recorded.
 *
 * @param agrees false where they do not, or no longer
 */
@EventName("recording.answered")
@Revision("1")
public record RecordingAnswered(SessionId sessionId, UserId user, boolean agrees, Instant at) implements SessionEvent {}
