package live.griot.edge.handover;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One stream of packets as a publisher sends it: an encoding for as long as its numbers go on. Its packets share it, and subscriptions
 * tell streams apart by identity: an encoding that comes back with another SSRC, or after a pause, is another stream. Immutable.
 */
public final class SourceStream {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final EncodingView encoding;
    private final int number = NUMBERS.incrementAndGet();

    /** Makes one of an encoding. */
    public SourceStream(EncodingView encoding) {
        this.encoding = encoding;
    }

    /** Returns the encoding. */
    public EncodingView encoding() {
        return encoding;
    }

    /** Returns a number that no other stream on this edge has, for publishers choose their SSRCs without asking each other. */
    public int number() {
        return number;
    }
}
