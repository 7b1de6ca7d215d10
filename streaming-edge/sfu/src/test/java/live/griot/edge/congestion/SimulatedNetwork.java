package live.griot.edge.congestion;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a network path in simulated time: random loss, then a queue in front of a bottleneck whose bandwidth follows a
 * schedule, then propagation with jitter and reordering. The same seed and the same packets give the same run. It carries anything; what
 * a packet is, the test says. Give packets in the order of time, and take what arrived as time goes on:
 *
 * <pre>{@code
 * var down = new SimulatedNetwork<byte[]>(seed).bandwidth(2_000_000).delayMillis(40).loss(0.02);
 * down.bandwidthFrom(10 * SECOND, 700_000);
 * down.send(packet, packet.length, now);
 * down.deliver(now, (packet, arrival) -> receiver.onPacket(packet, arrival));
 * }</pre>
 */
public final class SimulatedNetwork<T> {
    private static final double BIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Random random;
    private final TreeMap<Long, Long> bandwidth = new TreeMap<>();
    private final ArrayDeque<Queued> queue = new ArrayDeque<>();
    private final PriorityQueue<Arrival<T>> onTheWay = new PriorityQueue<>(
            Comparator.<Arrival<T>>comparingLong(Arrival::nanos).thenComparingLong(Arrival::order));
    private long delayNanos;
    private double jitterNanos;
    private double loss;
    private double burstLength = 1;
    private boolean inBurst;
    private double reordered;
    private long reorderedByNanos;
    private int queueBytes = 100_000;
    private int queuedBytes;
    private long busyUntil;
    private long lastArrival;
    private long order;
    private long lostAtRandom;
    private long lostInQueue;

    private record Queued(long leavesNanos, int bytes) {}

    private record Arrival<T>(T packet, long nanos, long order) {}

    /** Is given what arrives. */
    @FunctionalInterface
    public interface Receiver<T> {
        /** A packet arrived, at or before the moment that is simulated. */
        void onArrival(T packet, long arrivalNanos);
    }

    /** Makes a path without a bottleneck, delay or loss. */
    public SimulatedNetwork(long seed) {
        random = new Random(seed);
        bandwidth.put(Long.MIN_VALUE, 10_000_000_000L);
    }

    /** Sets the bandwidth of the bottleneck in bits a second, from the beginning. */
    public SimulatedNetwork<T> bandwidth(long bps) {
        bandwidth.put(Long.MIN_VALUE, bps);
        return this;
    }

    /** Sets the bandwidth from a moment on; 1 or less is as good as a cut. */
    public SimulatedNetwork<T> bandwidthFrom(long nanos, long bps) {
        bandwidth.put(nanos, bps);
        return this;
    }

    /** Sets the queue of the bottleneck, in bytes; what does not fit is lost. */
    public SimulatedNetwork<T> queue(int bytes) {
        queueBytes = bytes;
        return this;
    }

    /** Sets the time from the bottleneck to the receiver. */
    public SimulatedNetwork<T> delayMillis(long millis) {
        delayNanos = TimeUnit.MILLISECONDS.toNanos(millis);
        return this;
    }

    /** Sets the mean of a delay that is added to each packet, exponentially distributed; packets stay in order. */
    public SimulatedNetwork<T> jitterMillis(double millis) {
        jitterNanos = millis * TimeUnit.MILLISECONDS.toNanos(1);
        return this;
    }

    /** Sets the share of packets that is lost at random, 0 to 1. */
    public SimulatedNetwork<T> loss(double share) {
        return loss(share, 1);
    }

    /** Sets the share that is lost at random, and how many are lost in a row on average, 1 or more. */
    public SimulatedNetwork<T> loss(double share, double inARow) {
        loss = share;
        burstLength = inARow;
        return this;
    }

    /** Sets the share of packets that is held up by some time while others pass it. */
    public SimulatedNetwork<T> reordering(double share, long byMillis) {
        reordered = share;
        reorderedByNanos = TimeUnit.MILLISECONDS.toNanos(byMillis);
        return this;
    }

    /** Sends a packet; borrows nothing but the reference. */
    public void send(T packet, int bytes, long nowNanos) {
        if (isLost()) {
            lostAtRandom++;
            return;
        }
        while (!queue.isEmpty() && queue.getFirst().leavesNanos() <= nowNanos) {
            queuedBytes -= queue.removeFirst().bytes();
        }
        if (queuedBytes + bytes > queueBytes) {
            lostInQueue++;
            return;
        }
        busyUntil = leaves(Math.max(nowNanos, busyUntil), bytes);
        queue.addLast(new Queued(busyUntil, bytes));
        queuedBytes += bytes;
        long arrival = busyUntil + delayNanos + jitter();
        if (random.nextDouble() < reordered) {
            arrival += reorderedByNanos;
        } else {
            lastArrival = Math.max(lastArrival, arrival);
            arrival = lastArrival;
        }
        onTheWay.add(new Arrival<>(packet, arrival, order++));
    }

    /** Gilbert's model: a burst of losses begins and ends by chance. */
    private boolean isLost() {
        double ends = 1 / burstLength;
        double begins = loss * ends / Math.max(1e-9, 1 - loss);
        inBurst = random.nextDouble() < (inBurst ? 1 - ends : begins);
        return inBurst;
    }

    private long jitter() {
        return jitterNanos == 0 ? 0 : (long) (-Math.log(1 - random.nextDouble()) * jitterNanos);
    }

    /** When the last bit is through, over all changes of the bandwidth in between. */
    private long leaves(long startNanos, int bytes) {
        double bits = 8d * bytes;
        long at = startNanos;
        while (true) {
            long bps = Math.max(1, bandwidthAt(at));
            Long change = bandwidth.higherKey(at);
            double needed = bits * BIT_NANOS / bps;
            if (change == null || at + needed <= change) {
                return at + (long) needed;
            }
            bits -= (double) (change - at) * bps / BIT_NANOS;
            at = change;
        }
    }

    /** Returns the bottleneck's bandwidth at a moment, in bits a second. */
    public long bandwidthAt(long nanos) {
        return bandwidth.floorEntry(nanos).getValue();
    }

    /** Gives what has arrived until now, in the order of arrival. */
    public void deliver(long nowNanos, Receiver<? super T> to) {
        while (!onTheWay.isEmpty() && onTheWay.element().nanos() <= nowNanos) {
            Arrival<T> arrived = onTheWay.remove();
            to.onArrival(arrived.packet(), arrived.nanos());
        }
    }

    /** Returns how long a packet that is sent now would wait in the queue. */
    public long queueNanos(long nowNanos) {
        return Math.max(0, busyUntil - nowNanos);
    }

    /** Returns the packets that were lost by chance. */
    public long lostAtRandom() {
        return lostAtRandom;
    }

    /** Returns the packets that the queue had no room for. */
    public long lostInQueue() {
        return lostInQueue;
    }
}
