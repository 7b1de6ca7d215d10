package live.griot.edge.congestion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A viewer in simulated time, the loop closed: streams are sent over a {@link SimulatedNetwork} in the layers that the allocator decides,
 * the viewer answers with real feedback over another, and estimate and probes follow. Every tenth of a second is noted.
 */
final class SimulatedViewer {
    static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** How often the layers are decided, and a {@link Moment} is noted. */
    static final long ALLOCATION = 100 * MILLI;

    private static final long TICK = 20 * MILLI;
    private static final int MAX_PACKET = 1_150;
    private static final int PADDING_PACKET = 400;
    /** A publisher sends a frame's packets a few at a time. */
    private static final int PACKETS_AT_ONCE = 2;

    private final SimulatedNetwork<Integer> down;
    private final SimulatedNetwork<byte[]> up;
    private final BandwidthEstimator estimator = new BandwidthEstimator(BandwidthEstimator.Configuration.DEFAULT, 0);
    private final BitrateAllocator allocator = new BitrateAllocator();
    private final List<Stream> streams = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final TransportFeedbackRecorder recorder = new TransportFeedbackRecorder(0);
    private final byte[] body = new byte[TransportFeedbackRecorder.MAX_BODY];
    private final Random random;
    private long now;
    private long sentBytes;
    private long paddingBytes;
    private long fillUpTo;
    private double fillBytes;
    private long feedbackNanos = MILLI;

    /** What was so at a moment; bitrates since the moment before, in bits a second. */
    record Moment(
            long nanos,
            long bandwidthBps,
            long estimateBps,
            long sentBps,
            long paddingBps,
            long queueNanos,
            List<Integer> layers) {}

    /** What is sent in frames, each of several packets that leave a little apart. */
    static final class Stream {
        private final AllocationTrack demand;
        private final int framesASecond;
        private final long[] bitrates;
        private final double variation;
        private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
        private long nextFrame;
        private int layer = AllocationTrack.PAUSED;
        private int switches;

        private Stream(AllocationTrack.Priority priority, int framesASecond, double variation, long... bitrates) {
            this.demand = new AllocationTrack(priority);
            this.framesASecond = framesASecond;
            this.variation = variation;
            this.bitrates = bitrates.clone();
            for (int i = 0; i < bitrates.length; i++) {
                demand.bitrate(i, bitrates[i]);
            }
        }

        AllocationTrack demand() {
            return demand;
        }

        int layer() {
            return layer;
        }

        /** Sends so much from now on, which is measured and told at once. */
        void become(long... newBitrates) {
            System.arraycopy(newBitrates, 0, bitrates, 0, bitrates.length);
            for (int i = 0; i < bitrates.length; i++) {
                demand.bitrate(i, bitrates[i]);
            }
        }

        /** Returns how often the layer changed, pauses included. */
        int switches() {
            return switches;
        }
    }

    SimulatedViewer(long seed, SimulatedNetwork<Integer> down, SimulatedNetwork<byte[]> up) {
        this.down = down;
        this.up = up;
        this.random = new Random(seed);
    }

    /** Adds somebody's sound: a packet of the same size every 20 ms. */
    Stream hear() {
        return add(new Stream(AllocationTrack.Priority.AUDIO, 50, 0, 40_000));
    }

    /** Adds a picture with layers of such bitrates, whose frames differ in size as an encoder's do. */
    Stream watch(AllocationTrack.Priority priority, long... bitrates) {
        return add(new Stream(priority, 30, 0.3, bitrates));
    }

    private Stream add(Stream stream) {
        stream.nextFrame = now + random.nextInt((int) (SECOND / stream.framesASecond));
        streams.add(stream);
        allocator.add(stream.demand);
        return stream;
    }

    /** Sends as much as the estimate allows, as an encoder would that follows it, up to a bitrate. */
    void fill(long upToBps) {
        fillUpTo = upToBps;
    }

    /** Lets feedback come at such intervals, where they are longer than the recorder's own. */
    void feedbackEvery(long nanos) {
        feedbackNanos = nanos;
    }

    void runUntil(long end) {
        for (; now < end; now += MILLI) {
            receive();
            if (now % ALLOCATION == 0) {
                allocate();
            }
            for (Stream stream : streams) {
                send(stream);
            }
            fill();
            if (now % TICK == 0) {
                estimator.tick(now);
            }
            if (now % TICK == 0 || (now % BandwidthEstimator.PROBE_STEP_NANOS == 0 && estimator.isProbing())) {
                pad();
            }
            if (now % ALLOCATION == 0) {
                note();
            }
        }
    }

    private void receive() {
        down.deliver(now, (packet, arrival) -> recorder.onPacket(packet, arrival));
        if (recorder.isDue(now) && now % feedbackNanos == 0) {
            int length = recorder.write(now, body);
            up.send(Arrays.copyOf(body, length), length, now);
        }
        up.deliver(now, (feedback, arrival) -> estimator.onFeedback(feedback, 0, feedback.length, arrival));
    }

    private void allocate() {
        allocator.allocate(estimator.mediaBps(), estimator.toleratedBps(now), estimator.isEstablished(), now);
        estimator.wish(Math.max(fillUpTo, allocator.nextStepBps()), Math.max(fillUpTo, allocator.wishedBps()));
        for (Stream stream : streams) {
            if (stream.demand.target() != stream.layer) {
                stream.layer = stream.demand.target();
                stream.switches++;
            }
        }
    }

    private void send(Stream stream) {
        if (now >= stream.nextFrame) {
            stream.nextFrame += SECOND / stream.framesASecond;
            if (stream.layer != AllocationTrack.PAUSED) {
                double mean = stream.bitrates[stream.layer] / 8d / stream.framesASecond;
                int frame = (int) Math.max(40, mean * (1 + stream.variation * random.nextGaussian()));
                int packets = (frame + MAX_PACKET - 1) / MAX_PACKET;
                for (int i = 0; i < packets; i++) {
                    stream.waiting.add(frame / packets);
                }
            }
        }
        for (int i = 0; i < PACKETS_AT_ONCE && !stream.waiting.isEmpty(); i++) {
            transmit(stream.waiting.remove());
        }
    }

    private void fill() {
        fillBytes += Math.min(fillUpTo, estimator.mediaBps()) / 8_000d;
        for (; fillBytes >= MAX_PACKET; fillBytes -= MAX_PACKET) {
            transmit(MAX_PACKET);
        }
    }

    private void pad() {
        while (estimator.paddingDue(now) > 0) {
            paddingBytes += PADDING_PACKET;
            transmit(PADDING_PACKET);
        }
    }

    private void transmit(int bytes) {
        sentBytes += bytes;
        down.send(estimator.onSending(bytes, now), bytes, now);
    }

    private void note() {
        moments.add(new Moment(
                now,
                down.bandwidthAt(now),
                estimator.estimateBps(),
                sentBytes * 8 * SECOND / ALLOCATION,
                paddingBytes * 8 * SECOND / ALLOCATION,
                down.queueNanos(now),
                streams.stream().map(Stream::layer).toList()));
        sentBytes = 0;
        paddingBytes = 0;
    }

    BandwidthEstimator estimator() {
        return estimator;
    }

    /** Returns what was noted from one moment up to another. */
    List<Moment> between(long fromNanos, long toNanos) {
        return moments.stream()
                .filter(moment -> moment.nanos() >= fromNanos && moment.nanos() < toNanos)
                .toList();
    }

    /** Returns the layers in which a stream, by the order of adding, was sent from one moment up to another. */
    Set<Integer> layers(int stream, long fromNanos, long toNanos) {
        return between(fromNanos, toNanos).stream()
                .map(moment -> moment.layers().get(stream))
                .collect(Collectors.toSet());
    }

    /** Returns the greatest of something that was noted from one moment up to another. */
    long greatest(ToLongFunction<Moment> what, long fromNanos, long toNanos) {
        return between(fromNanos, toNanos).stream().mapToLong(what).max().orElseThrow();
    }

    /** Returns the mean of something that was noted from one moment up to another. */
    double mean(ToLongFunction<Moment> what, long fromNanos, long toNanos) {
        return between(fromNanos, toNanos).stream().mapToLong(what).average().orElseThrow();
    }

    /** Returns the estimate's mean from one moment up to another, as a share of the bandwidth's. */
    double use(long fromNanos, long toNanos) {
        return mean(Moment::estimateBps, fromNanos, toNanos) / mean(Moment::bandwidthBps, fromNanos, toNanos);
    }
}
