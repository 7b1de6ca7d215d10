package live.griot.recording.lifecycle;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import live.griot.api.id.RecordingId;

/** The port that knows what is made of recordings, downloads say. Thread-safe. */
public interface MadeOfRecordings {
    /** Returns what is, was, or is to be made of some recordings; nothing of those that nothing is made of. */
    Map<RecordingId, List<RecordingView.Rendition>> of(Collection<RecordingId> recordings);

    /** Forgets what was made of a recording, and removes it, since the recording is not what it was. Waits until it is gone. */
    void forget(RecordingId recording) throws IOException;
}
