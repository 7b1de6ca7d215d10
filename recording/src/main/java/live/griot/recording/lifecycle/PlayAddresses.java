package live.griot.recording.lifecycle;

import live.griot.api.id.RecordingId;
import live.griot.api.session.Visibility;
import org.jspecify.annotations.Nullable;

/** The port that knows where recordings are played. Thread-safe. */
public interface PlayAddresses {
    /** Returns the address of a recording's playlist, for who may play it, as an absolute path; null where nothing can be played. */
    @Nullable
    String of(RecordingId id, Visibility visibility);
}
