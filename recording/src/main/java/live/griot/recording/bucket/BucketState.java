package live.griot.recording.bucket;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the bucket fares: told in the log when that changes, and to whoever asks. Thread-safe. */
public final class BucketState {
    private static final Logger LOG = LoggerFactory.getLogger(BucketState.class);

    private final LongAdder copiedBytes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile long waitingBytes;
    private volatile @Nullable String trouble;

    /** Notes that nothing is wrong, and how much waits. */
    void well(long waiting) {
        waitingBytes = waiting;
        if (trouble != null) {
            LOG.info("The bucket takes recordings again");
        }
        trouble = null;
    }

    /** Notes that it does not do as asked. */
    void ill(String why, long waiting) {
        waitingBytes = waiting;
        failures.increment();
        if (trouble == null) {
            LOG.warn(
                    "The bucket does not take recordings, which stay on this machine until it does (griot.recording.s3): {}",
                    why);
        }
        trouble = why;
    }

    void copied(long bytes) {
        copiedBytes.add(bytes);
    }

    /** Returns whether it did as asked when it was asked last. */
    public boolean isWell() {
        return trouble == null;
    }

    /** Returns a sentence for operators. */
    public String sentence() {
        String why = trouble;
        return why == null
                ? "Recordings go to the bucket."
                : "The bucket does not do as asked (%s): recordings stay on this machine, and it is tried again."
                        .formatted(why);
    }

    long waitingBytes() {
        return waitingBytes;
    }

    long copiedBytes() {
        return copiedBytes.sum();
    }

    long failures() {
        return failures.sum();
    }
}
