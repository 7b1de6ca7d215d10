package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Finds out whether loss is congestion: if it is, what is lost shrinks when less is sent, as much as the path was sent too much; if it is
 * not, it stays. Begun when much is lost, it waits until clearly less is sent and then compares. Not thread-safe.
 */
final class LossTrial {
    private static final int MIN_PACKETS = 60;
    private static final long MIN_NANOS = TimeUnit.MILLISECONDS.toNanos(600);
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** While as much is sent as before, more loss shows that not all of it was seen. */
    private static final double AS_MUCH = 0.9;
    /** Congestion must be expected to take away so much of the loss before its staying says something. */
    private static final double TELLING = 0.5;

    private boolean running;
    private double shareBefore;
    private double sentBefore;
    private long begunNanos;
    private long tellingNanos;
    private double told;
    private double lost;
    private double expected;

    boolean isRunning() {
        return running;
    }

    /** Begins, with the share that is lost of the bits a second that are sent. */
    void begin(double share, double sentBps, long nowNanos) {
        running = true;
        shareBefore = share;
        sentBefore = sentBps;
        begunNanos = nowNanos;
        told = 0;
        lost = 0;
        expected = 0;
    }

    /**
     * Takes in how many of so many packets were lost while so much was sent; returns whether the loss is the path's own, as far as is
     * known.
     */
    boolean isOwn(int packets, double share, double sentBps, long nowNanos) {
        if (share > shareBefore && sentBps > AS_MUCH * sentBefore) {
            shareBefore = share;
            sentBefore = sentBps;
        }
        double ifCongestion = Math.max(0, 1 - (1 - shareBefore) * sentBefore / sentBps);
        if (nowNanos - begunNanos > GIVE_UP_NANOS) {
            running = false;
        } else if (ifCongestion <= TELLING * shareBefore) {
            tellingNanos = told == 0 ? nowNanos : tellingNanos;
            told += packets;
            lost += packets * share;
            expected += packets * ifCongestion;
            if (told >= MIN_PACKETS && nowNanos - tellingNanos >= MIN_NANOS) {
                running = false;
                return lost > (shareBefore * told + expected) / 2;
            }
        }
        return false;
    }

    /** Returns the share that was lost while clearly less was sent. */
    double share() {
        return told == 0 ? 0 : lost / told;
    }
}
