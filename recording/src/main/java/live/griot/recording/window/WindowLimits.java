package live.griot.recording.window;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What HLS of lives may take that are not recorded, {@code griot.hls.*}.
 *
 * @param maxLives how many are prepared at once on this node; 0 for none
 * @param idleAfter after how long without anybody who plays one it is prepared no more; 30 seconds at least
 * @param maxBytesPerLive how much of one is there at most, beside what its last segments have
 * @param directory where that is; default {@code live} in the data directory
 */
@ConfigurationProperties("griot.hls")
public record WindowLimits(
        @DefaultValue("8") int maxLives,
        @DefaultValue("PT1M") Duration idleAfter,
        @DefaultValue("64MB") DataSize maxBytesPerLive,
        @Nullable Path directory) {
    /** A player that waits for the next part asks every 18 seconds. */
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(30);

    public WindowLimits {
        if (maxLives < 0) {
            throw new IllegalArgumentException("griot.hls.max-lives must not be negative");
        }
        if (idleAfter.compareTo(SHORTEST_IDLE) < 0) {
            throw new IllegalArgumentException("griot.hls.idle-after must be 30 seconds or more");
        }
        if (maxBytesPerLive.toBytes() <= 0) {
            throw new IllegalArgumentException("griot.hls.max-bytes-per-live must be positive");
        }
    }
}
