package live.griot.recording.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What recovery found.
 *
 * @param recovered the recordings that were not finished
 * @param failed the recordings that could not be recovered, and why; they are as they were
 * @param removed how many were begun and have nothing, or were being deleted: nothing is left of them
 */
public record RecoveryReport(List<RecoveredRecording> recovered, Map<RecordingName, IOException> failed, int removed) {
    public RecoveryReport {
        recovered = List.copyOf(recovered);
        failed = Map.copyOf(failed);
    }
}
