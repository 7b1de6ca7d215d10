package live.griot.recording.worker;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be made of recordings, and what that may take, {@code griot.worker.*}; on each node.
 *
 * @param ffmpeg the program that decodes and encodes; default the one that comes with this program
 * @param maxAtOnce how many downloads and the like are made at once, 0 for none on this node; default 1
 * @param maxAlongside of how many lives the sound is encoded as AAC while they are recorded or played by HLS, 0 for none; default 16
 * @param maxTime how long it may take to make one thing; default 6 hours
 * @param maxSilence how long one may neither read nor write anything; default 1 minute
 * @param maxOutput how much one may write; default 50 GB
 * @param maxTries how often one thing is tried; default 4
 * @param firstPause how long is waited before it is tried again, four times as long before each further try; default 10 seconds
 * @param keepDownloads how long a download is kept that nobody asks for; default 7 days
 */
@ConfigurationProperties("griot.worker")
public record WorkerProperties(
        @Nullable Path ffmpeg,
        @DefaultValue("1") int maxAtOnce,
        @DefaultValue("16") int maxAlongside,
        @DefaultValue("PT6H") Duration maxTime,
        @DefaultValue("PT1M") Duration maxSilence,
        @DefaultValue("50GB") DataSize maxOutput,
        @DefaultValue("4") int maxTries,
        @DefaultValue("PT10S") Duration firstPause,
        @DefaultValue("P7D") Duration keepDownloads) {
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_ALONGSIDE = 1_000;
    private static final int MOST_TRIES = 10;
    private static final int FACTOR = 4;

    public WorkerProperties {
        if (maxAtOnce < 0 || maxAtOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException("griot.worker.max-at-once must be 0 to " + MOST_AT_ONCE);
        }
        if (maxAlongside < 0 || maxAlongside > MOST_ALONGSIDE) {
            throw new IllegalArgumentException("griot.worker.max-alongside must be 0 to " + MOST_ALONGSIDE);
        }
        if (maxTries < 1 || maxTries > MOST_TRIES) {
            throw new IllegalArgumentException("griot.worker.max-tries must be 1 to " + MOST_TRIES);
        }
        if (!maxTime.isPositive() || !maxSilence.isPositive() || !keepDownloads.isPositive()) {
            throw new IllegalArgumentException(
                    "griot.worker.max-time, max-silence and keep-downloads must be positive");
        }
        if (maxOutput.toBytes() <= 0 || firstPause.isNegative()) {
            throw new IllegalArgumentException(
                    "griot.worker.max-output must be positive, and first-pause not negative");
        }
    }

    /** Returns how long is waited after so many tries, 1 or more. */
    Duration pauseAfter(int tries) {
        return firstPause.multipliedBy((long) Math.pow(FACTOR, Math.min(tries, MOST_TRIES) - 1.0));
    }
}
