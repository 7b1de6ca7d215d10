package live.griot.recording.clip;

import java.time.Duration;
import live.griot.api.id.RecordingId;
import live.griot.recording.lifecycle.RecordingRow;

/** The port that knows where clips are played, and of what some can be made. Thread-safe. */
public interface PlayedClips {
    /** Returns the address of a clip's playlist, for who may play its recording, as an absolute path. */
    String of(ClipRow clip, RecordingRow recording);

    /** Returns up to where clips of a recording can be made: what is behind that is not sealed yet. Zero where nothing can be played here. */
    Duration sealed(RecordingId recording);
}
