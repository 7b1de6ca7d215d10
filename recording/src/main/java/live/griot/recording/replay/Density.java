package live.griot.recording.replay;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import live.griot.api.chat.ChatTimeline;
import live.griot.recording.timeline.MediaTime;

/**
 * How much was said when, for a seek bar.
 *
 * @param bucket how long each stretch is
 * @param messages how many came in each, from the beginning
 */
public record Density(Duration bucket, List<Long> messages) {
    public Density {
        messages = List.copyOf(messages);
    }

    /** Shares out what was said among so many stretches of a recording: to the one in which the middle is of what was counted. */
    static Density of(MediaTime time, List<ChatTimeline.Said> said, int buckets) {
        long bucketMillis = Math.max(1, Math.ceilDiv(time.length().toMillis(), (long) buckets));
        long[] messages = new long[buckets];
        for (ChatTimeline.Said one : said) {
            time.offsetOf(one.from().plus(ChatTimeline.STRETCH.dividedBy(2))).ifPresent(offset -> {
                int bucket = (int) Math.min(buckets - 1, offset.toMillis() / bucketMillis);
                messages[bucket] += one.messages();
            });
        }
        return new Density(
                Duration.ofMillis(bucketMillis), Arrays.stream(messages).boxed().toList());
    }
}
