package live.griot.app.network;

import java.time.Duration;

/**
 * What a network does to the datagrams that go one way. They are lost first, then queue for the bandwidth, then travel.
 *
 * @param loss the share that is lost, 0 to 1
 * @param delay how long each travels
 * @param jitter by how much that varies: each takes between delay and delay plus jitter, and none overtakes another for it
 * @param reordering the share that is held back {@link #HELD_BACK} longer, so that later ones overtake it; 0 to 1
 * @param bitsPerSecond how much passes, IP and UDP headers included; 0 for no limit
 * @param queue how much may wait to pass, as time at that bandwidth; what comes on top is lost
 */
public record Impairment(
        double loss, Duration delay, Duration jitter, double reordering, long bitsPerSecond, Duration queue) {
    /** How much longer a datagram travels that is to be overtaken. */
    static final Duration HELD_BACK = Duration.ofMillis(20);

    /** A network that does nothing. */
    public static final Impairment NONE = new Impairment(0, Duration.ZERO, Duration.ZERO, 0, 0, Duration.ofMillis(200));

    /** A network that is cut: all is lost. */
    public static final Impairment CUT = NONE.withLoss(1);

    public Impairment {
        require(loss >= 0 && loss <= 1, "A share lost is 0 to 1");
        require(reordering >= 0 && reordering <= 1, "A share reordered is 0 to 1");
        require(bitsPerSecond >= 0, "A bandwidth is not negative");
        require(!delay.isNegative() && !jitter.isNegative() && !queue.isNegative(), "Times are not negative");
    }

    /** The same, losing that share. */
    public Impairment withLoss(double share) {
        return new Impairment(share, delay, jitter, reordering, bitsPerSecond, queue);
    }

    /** The same, taking that long. */
    public Impairment withDelay(Duration each) {
        return new Impairment(loss, each, jitter, reordering, bitsPerSecond, queue);
    }

    /** The same, taking up to that much longer. */
    public Impairment withJitter(Duration most) {
        return new Impairment(loss, delay, most, reordering, bitsPerSecond, queue);
    }

    /** The same, holding that share back. */
    public Impairment withReordering(double share) {
        return new Impairment(loss, delay, jitter, share, bitsPerSecond, queue);
    }

    /** The same, letting that much pass and that much wait. */
    public Impairment withBandwidth(long bits, Duration waiting) {
        return new Impairment(loss, delay, jitter, reordering, bits, waiting);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
