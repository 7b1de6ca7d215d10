package live.griot.recording.frame;

/** Counts RTP timestamps on past their 32 bits (RFC 3550, section 5.1). Not thread-safe. */
final class TimestampUnwrapper {
    private boolean started;
    private long latest;

    /** Returns the timestamp without its wraps, the one nearest to the last. */
    long unwrap(int timestamp) {
        latest = started ? latest + (timestamp - (int) latest) : timestamp & 0xFFFFFFFFL;
        started = true;
        return latest;
    }
}
