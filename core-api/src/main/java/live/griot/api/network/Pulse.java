package live.griot.api.network;

import java.time.Duration;

/** Tells the client of a socket that is there from one that is gone without a word. Thread-safe; all times are of one monotonic clock, in nanoseconds. */
public final class Pulse {
    private final long pingNanos;
    private final long silenceNanos;
    private final long helloNanos;
    private final long openedAt;
    private volatile long heardAt;
    private volatile long askedAt;
    private volatile boolean greeted;

    /** What there is to do about a client. */
    public enum Beat {
        /** Nothing. */
        WELL,
        /** Ask it for a sign of life. */
        ASK,
        /** It gave none for too long. */
        SILENT,
        /** It never said who it is. */
        WITHOUT_HELLO
    }

    /**
     * Begins when the socket is opened.
     *
     * @param ping after how long without a word the client is asked for one
     * @param silence after how long without a word it counts as gone; longer than {@code ping}
     * @param hello how long it may take to say who it is
     */
    public Pulse(Duration ping, Duration silence, Duration hello, long nowNanos) {
        this.pingNanos = ping.toNanos();
        this.silenceNanos = silence.toNanos();
        this.helloNanos = hello.toNanos();
        this.openedAt = nowNanos;
        this.heardAt = nowNanos;
        this.askedAt = nowNanos;
    }

    /** Something came from it: a frame, or the answer to a ping. */
    public void heard(long nowNanos) {
        heardAt = nowNanos;
    }

    /** It said hello. */
    public void greeted() {
        greeted = true;
    }

    /** Returns what there is to do now; called by one thread at a time. */
    public Beat at(long nowNanos) {
        if (nowNanos - heardAt >= silenceNanos) {
            return Beat.SILENT;
        }
        if (!greeted && nowNanos - openedAt >= helloNanos) {
            return Beat.WITHOUT_HELLO;
        }
        if (nowNanos - heardAt >= pingNanos && nowNanos - askedAt >= pingNanos) {
            askedAt = nowNanos;
            return Beat.ASK;
        }
        return Beat.WELL;
    }
}
