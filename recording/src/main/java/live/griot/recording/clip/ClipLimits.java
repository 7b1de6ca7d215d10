package live.griot.recording.clip;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What clips may be, {@code griot.clips.*}.
 *
 * @param shortest how long one is at least; default 1 s
 * @param longest how long one is at most, an hour at most; default 10 minutes
 * @param maxPerRecording how many a recording has at most; default 1,000
 * @param maxPerPerson how many one person has made at most that are there still, of all recordings together; default 200
 */
@ConfigurationProperties("griot.clips")
record ClipLimits(
        @DefaultValue("PT1S") Duration shortest,
        @DefaultValue("PT10M") Duration longest,
        @DefaultValue("1000") int maxPerRecording,
        @DefaultValue("200") int maxPerPerson) {
    /** What is longer is a recording: its playlist is written anew for each who asks. */
    private static final Duration LONGEST = Duration.ofHours(1);

    ClipLimits {
        if (!shortest.isPositive() || longest.compareTo(shortest) < 0 || longest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "griot.clips.shortest must be positive, griot.clips.longest not less, and an hour at most");
        }
        if (maxPerRecording < 1 || maxPerPerson < 1) {
            throw new IllegalArgumentException(
                    "griot.clips.max-per-recording and griot.clips.max-per-person must be positive");
        }
    }
}
