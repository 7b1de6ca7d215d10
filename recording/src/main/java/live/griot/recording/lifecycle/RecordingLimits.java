package live.griot.recording.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What recordings may take, {@code griot.recording.*}.
 *
 * @param directory where recordings are kept; default {@code recordings} in the data directory
 * @param minFree how much room is left for others on that file system: with less nothing is recorded; default 1 GB
 * @param maxPerHost how much one host's recordings may have together before another can be begun; default no limit
 * @param maxInAll how much all recordings may have together before another can be begun; default no limit
 * @param keepFor how long a recording is kept once it is finished; default for ever
 */
@ConfigurationProperties("griot.recording")
public record RecordingLimits(
        @Nullable Path directory,
        @DefaultValue("1GB") DataSize minFree,
        @Nullable DataSize maxPerHost,
        @Nullable DataSize maxInAll,
        @Nullable Duration keepFor) {
    public RecordingLimits {
        if (minFree.isNegative()) {
            throw new IllegalArgumentException("griot.recording.min-free must not be negative");
        }
        if ((maxPerHost != null && maxPerHost.toBytes() <= 0) || (maxInAll != null && maxInAll.toBytes() <= 0)) {
            throw new IllegalArgumentException("griot.recording.max-per-host and max-in-all must be positive");
        }
        if (keepFor != null && !keepFor.isPositive()) {
            throw new IllegalArgumentException("griot.recording.keep-for must be positive");
        }
    }
}
