package live.griot.api.recording;

import java.time.Instant;
import live.griot.api.id.RecordingId;

/** Something that happened to what was recorded. */
public interface RecordingEvent {
    /** Returns the recording it happened to. */
    RecordingId recordingId();

    /** Returns when it happened. */
    Instant at();
}
