package live.griot.edge.congestion;

/** Looks up what one feedback tells of, and passes on what is new: when a packet was sent and when it arrived. Not thread-safe. */
final class FeedbackDigest implements TransportFeedbackReader.Listener {
    private final SentPackets sent;
    private final DelayBasedControl delay;
    private final Prober prober;
    private int received;
    private int missing;
    private long bytes;
    private long lastSentNanos;

    FeedbackDigest(SentPackets sent, DelayBasedControl delay, Prober prober) {
        this.sent = sent;
        this.delay = delay;
        this.prober = prober;
    }

    /** Begins with another feedback. */
    void begin() {
        received = 0;
        missing = 0;
        bytes = 0;
    }

    @Override
    public void onReceived(int sequenceNumber, long arrivalNanos) {
        long found = sent.find(sequenceNumber);
        if (found < 0) {
            return;
        }
        boolean wasMissing = sent.isMissing(found);
        if (sent.received(found)) {
            received++;
            missing -= wasMissing ? 1 : 0;
            bytes += wasMissing ? 0 : sent.bytes(found);
            lastSentNanos = sent.sentNanos(found);
            delay.onReceived(sent.bytes(found), lastSentNanos, arrivalNanos);
            prober.onReceived(sent.probe(found), sent.bytes(found), lastSentNanos, arrivalNanos);
        }
    }

    @Override
    public void onMissing(int sequenceNumber) {
        long found = sent.find(sequenceNumber);
        if (found >= 0 && sent.missing(found)) {
            missing++;
            bytes += sent.bytes(found);
            prober.onMissing(sent.probe(found));
        }
    }

    /** Returns the packets that arrived, as far as that is new. */
    int received() {
        return received;
    }

    /** Returns the packets that did not arrive, as far as that is new; below 0 when some that seemed lost were only late. */
    int missing() {
        return missing;
    }

    /** Returns the bytes of the packets that are told of for the first time, arrived or not. */
    long bytes() {
        return bytes;
    }

    /** Returns when the last of those that arrived was sent; says nothing when none did. */
    long lastSentNanos() {
        return lastSentNanos;
    }
}
