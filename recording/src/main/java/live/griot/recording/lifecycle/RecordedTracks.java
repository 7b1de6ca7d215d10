package live.griot.recording.lifecycle;

import java.util.List;
import live.griot.api.id.RecordingId;

/** The port that knows what is kept of a recording. Thread-safe. */
public interface RecordedTracks {
    /** Returns its tracks, none where there is none on this node. */
    List<RecordingView.Track> of(RecordingId id);
}
