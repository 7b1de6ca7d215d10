package live.griot.recording.capture;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Recordings, {@code griot.recording.*}.
 *
 * @param directory where recordings are kept; default {@code recordings} in the data directory
 * @param minFree how much room is left for others on that file system: with less nothing is recorded; default 1 GB
 */
@ConfigurationProperties("griot.recording")
public record RecordingProperties(
        @Nullable Path directory, @DefaultValue("1GB") DataSize minFree) {
    public RecordingProperties {
        if (minFree.isNegative()) {
            throw new IllegalArgumentException("griot.recording.min-free must not be negative");
        }
    }
}
