package live.griot.edge.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import live.griot.edge.congestion.AllocationTrack;
import live.griot.edge.congestion.BandwidthEstimator;
import live.griot.edge.congestion.BitrateAllocator;
import live.griot.edge.congestion.TransportFeedbackRecorder;

/**
 * Measures what the estimate costs an egress loop: for each packet when it is sent and when feedback tells of it, and for each division
 * of the bitrate. There are as many viewers as asked for, in turn, so that none of them stays in the processor's cache. Prints the CPU
 * time and the garbage of this thread.
 *
 * <p>Arguments: viewers (1 to 10,000), rounds of 100 ms of media (10 to 10,000).
 */
public final class BandwidthEstimationCost {
    /** Of 2.5 Mbit/s in a tenth of a second. */
    private static final int PACKETS_A_ROUND = 27;

    private static final int BYTES = 1_180;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int PICTURES = 9;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<Viewer> viewers = new ArrayList<>();
    private final int rounds;
    private final byte[][] feedback;
    private final int[] lengths;

    private static final class Viewer {
        private final BandwidthEstimator estimator =
                new BandwidthEstimator(BandwidthEstimator.Configuration.DEFAULT, 0);
        private final BitrateAllocator allocator = new BitrateAllocator();

        Viewer() {
            for (int i = 0; i < PICTURES; i++) {
                AllocationTrack sound = new AllocationTrack(AllocationTrack.Priority.AUDIO);
                sound.bitrate(0, 40_000);
                AllocationTrack picture =
                        new AllocationTrack(i == 0 ? AllocationTrack.Priority.SPEAKER : AllocationTrack.Priority.OTHER);
                picture.bitrate(0, 150_000);
                picture.bitrate(1, 500_000);
                picture.bitrate(2, 1_500_000);
                allocator.add(sound);
                allocator.add(picture);
            }
        }
    }

    private BandwidthEstimationCost(int viewerCount, int rounds) {
        for (int i = 0; i < viewerCount; i++) {
            viewers.add(new Viewer());
        }
        this.rounds = rounds;
        this.feedback = new byte[rounds][TransportFeedbackRecorder.MAX_BODY];
        this.lengths = new int[rounds];
        writeFeedback();
    }

    /** All viewers tell the same: two in a hundred are lost, the rest jitters by some milliseconds. */
    private void writeFeedback() {
        TransportFeedbackRecorder recorder = new TransportFeedbackRecorder(0);
        Random random = new Random(1);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < PACKETS_A_ROUND; i++) {
                if (random.nextInt(100) >= 2) {
                    long jitter = TimeUnit.MICROSECONDS.toNanos(random.nextInt(3_000));
                    recorder.onPacket(round * PACKETS_A_ROUND + i & 0xFFFF, sentNanos(round, i) + ROUND_NANOS + jitter);
                }
            }
            lengths[round] = recorder.write(sentNanos(round + 2, 0), feedback[round]);
        }
    }

    private static long sentNanos(int round, int packet) {
        return round * ROUND_NANOS + packet * ROUND_NANOS / PACKETS_A_ROUND;
    }

    /** Runs once to warm up and once to measure. */
    public static void main(String[] arguments) {
        int viewers = Math.clamp(Integer.parseInt(arguments[0]), 1, 10_000);
        int rounds = Math.clamp(Integer.parseInt(arguments[1]), 10, 10_000);
        new BandwidthEstimationCost(viewers, rounds).run(false);
        new BandwidthEstimationCost(viewers, rounds).run(true);
    }

    private void run(boolean print) {
        Cost sending = new Cost();
        Cost telling = new Cost();
        Cost dividing = new Cost();
        long sum = 0;
        for (int round = 0; round < rounds; round++) {
            int now = round;
            sum += sending.add(() -> send(now));
            if (round > 0) {
                sum += telling.add(() -> tell(now));
            }
            sum += dividing.add(() -> divide(now));
        }
        long packets = (long) viewers.size() * rounds * PACKETS_A_ROUND;
        if (print) {
            System.out.printf(
                    "%d viewers, %d packets each, checksum %d%n", viewers.size(), packets / viewers.size(), sum);
            sending.print("noting a packet that is sent", packets);
            telling.print("feedback, for each packet", packets);
            dividing.print(
                    "a tick and a division of the bitrate among %d".formatted(2 * PICTURES), packets / PACKETS_A_ROUND);
        }
    }

    private long send(int round) {
        long sum = 0;
        for (Viewer viewer : viewers) {
            for (int i = 0; i < PACKETS_A_ROUND; i++) {
                sum += viewer.estimator.onSending(BYTES, sentNanos(round, i));
            }
        }
        return sum;
    }

    private long tell(int round) {
        long sum = 0;
        for (Viewer viewer : viewers) {
            viewer.estimator.onFeedback(feedback[round - 1], 0, lengths[round - 1], sentNanos(round + 1, 0));
            sum += viewer.estimator.estimateBps();
        }
        return sum;
    }

    private long divide(int round) {
        long sum = 0;
        for (Viewer viewer : viewers) {
            viewer.estimator.tick(sentNanos(round + 1, 0));
            long now = sentNanos(round + 1, 0);
            viewer.allocator.allocate(viewer.estimator.mediaBps(), viewer.estimator.toleratedBps(now), true, now);
            viewer.estimator.wish(viewer.allocator.nextStepBps(), viewer.allocator.wishedBps());
            sum += viewer.allocator.allocatedBps();
        }
        return sum;
    }

    private static final class Cost {
        private long nanos;
        private long bytes;

        long add(LongSupplier work) {
            long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            long before = THREADS.getCurrentThreadCpuTime();
            long result = work.getAsLong();
            nanos += THREADS.getCurrentThreadCpuTime() - before;
            bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
            return result;
        }

        void print(String what, long times) {
            System.out.printf(
                    "%s: %.0f ns, %.1f bytes of garbage%n", what, (double) nanos / times, (double) bytes / times);
        }
    }
}
