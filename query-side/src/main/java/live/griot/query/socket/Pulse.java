package live.griot.query.socket;

/** Tells a client that is there from one that is gone without a word. Thread-safe; all times are of one monotonic clock, in nanoseconds. */
final class Pulse {
    private final long pingNanos;
    private final long silenceNanos;
    private final long helloNanos;
    private final long openedAt;
    private volatile long heardAt;
    private volatile long askedAt;
    private volatile boolean greeted;

    /** What there is to do about a client. */
    enum Beat {
        /** Nothing. */
        WELL,
        /** Ask it for a sign of life. */
        ASK,
        /** It gave none for too long. */
        SILENT,
        /** It never said who it is. */
        WITHOUT_HELLO
    }

    Pulse(LiveSocketProperties limits, long nowNanos) {
        this.pingNanos = limits.pingInterval().toNanos();
        this.silenceNanos = limits.silence().toNanos();
        this.helloNanos = limits.helloTimeout().toNanos();
        this.openedAt = nowNanos;
        this.heardAt = nowNanos;
        this.askedAt = nowNanos;
    }

    /** Something came from it: a frame, or the answer to a ping. */
    void heard(long nowNanos) {
        heardAt = nowNanos;
    }

    /** It said hello. */
    void greeted() {
        greeted = true;
    }

    /** Returns what there is to do now; called by one thread at a time. */
    Beat at(long nowNanos) {
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
