package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/** Watches whether feedback comes: some that was lost, or all of it while packets are sent. Not thread-safe. */
final class FeedbackWatch {
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Who was silent for so long from the beginning does not speak of transport-wide feedback at all. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final long begunNanos;
    private boolean heard;
    private long heardNanos;
    private int lastCount;
    private boolean waits;
    private long waitsSinceNanos;
    private long toldNanos;

    FeedbackWatch(long nowNanos) {
        begunNanos = nowNanos;
        toldNanos = nowNanos;
    }

    void onSending(long nowNanos) {
        if (!waits) {
            waits = true;
            waitsSinceNanos = nowNanos;
        }
    }

    /** Returns whether some feedback went missing before one with that count of 8 bits. */
    boolean isGapBefore(int count) {
        return heard && count != ((lastCount + 1) & 0xFF);
    }

    /** Notes feedback with its count of 8 bits. */
    void onFeedback(int count, long nowNanos) {
        if (!heard) {
            heard = true;
            heardNanos = nowNanos;
        }
        lastCount = count;
        waits = false;
        toldNanos = nowNanos;
    }

    /** Returns how long ago the first feedback came, 0 when none did. */
    long heardFor(long nowNanos) {
        return heard ? nowNanos - heardNanos : 0;
    }

    /** Returns whether feedback comes, or may still be on its first way. */
    boolean isAnswered(long nowNanos) {
        return heard || nowNanos - begunNanos < PATIENCE_NANOS;
    }

    /** Returns, once in a while, that packets were sent and nothing was heard of them. Who never tells anything is not waited for. */
    boolean isSilent(long roundTripNanos, long nowNanos) {
        boolean silent = heard
                && waits
                && nowNanos - waitsSinceNanos > SILENCE_NANOS + roundTripNanos
                && nowNanos - toldNanos > REPEAT_NANOS;
        if (silent) {
            toldNanos = nowNanos;
        }
        return silent;
    }
}
