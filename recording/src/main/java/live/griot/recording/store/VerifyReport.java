package live.griot.recording.store;

import java.util.List;

/**
 * What a look at every byte of a recording found.
 *
 * @param parts how many were read
 * @param bytes of those parts
 * @param faults what is wrong; none, where all is as it was written
 */
public record VerifyReport(RecordingName recording, long parts, long bytes, List<StoreFault> faults) {
    public VerifyReport {
        faults = List.copyOf(faults);
    }

    /** Returns whether all is as it was written. */
    public boolean isSound() {
        return faults.isEmpty();
    }
}
