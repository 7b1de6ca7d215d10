package live.griot.app.network;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a network: says of each datagram when it arrives, if it does. The same seed, datagrams and times give the same answers. Not thread-safe,
 * but for {@link #become}; time comes in.
 */
final class OneWay {
    /** What {@link #arrival} answers for a datagram that never arrives. */
    static final long LOST = -1;

    /** IPv4 and UDP headers, in bytes. */
    private static final int HEADERS = 28;

    private final Random random;
    private volatile Impairment impairment = Impairment.NONE;
    private boolean sentBefore;
    private long freeNanos;
    private long latestArrival;

    OneWay(long seed) {
        random = new Random(seed);
    }

    /** Changes what happens to datagrams from now on; any thread. */
    void become(Impairment now) {
        impairment = now;
    }

    /** Returns when a datagram that is sent now arrives, or {@link #LOST}. */
    long arrival(int bytes, long nowNanos) {
        Impairment now = impairment;
        // Always drawn, so that one share does not change what happens to the others.
        boolean lost = random.nextDouble() < now.loss();
        boolean heldBack = random.nextDouble() < now.reordering();
        double late = random.nextDouble();
        if (lost) {
            return LOST;
        }
        long sent = passed(now, bytes, nowNanos);
        if (sent == LOST) {
            return LOST;
        }
        long arrival =
                sent + now.delay().toNanos() + (long) (late * now.jitter().toNanos());
        if (heldBack) {
            return arrival + Impairment.HELD_BACK.toNanos();
        }
        latestArrival = sentBefore ? Math.max(latestArrival, arrival) : arrival;
        sentBefore = true;
        return latestArrival;
    }

    /** Returns when the datagram has passed the bottleneck, or {@link #LOST} where too much waits there. */
    private long passed(Impairment now, int bytes, long nowNanos) {
        if (now.bitsPerSecond() == 0) {
            return nowNanos;
        }
        long begins = Math.max(nowNanos, freeNanos);
        if (begins - nowNanos > now.queue().toNanos()) {
            return LOST;
        }
        freeNanos = begins + (bytes + HEADERS) * 8L * TimeUnit.SECONDS.toNanos(1) / now.bitsPerSecond();
        return freeNanos;
    }
}
