package live.griot.recording.benchmark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.SenderReport;
import live.griot.api.tap.StreamId;
import live.griot.recording.frame.RecordingClock;
import live.griot.recording.frame.SoundMix;
import live.griot.recording.media.RecordedTrack;
import live.griot.recording.media.TestMedia;

/** CPU of the mix for a minute of sound of one, two, four and ten who all speak at once. */
public final class MixCost {
    private static final int SECONDS = 60;
    private static final long PACKET = TimeUnit.MILLISECONDS.toNanos(20);

    private MixCost() {}

    /** Prints a line for each number of people, the second time around. */
    public static void main(String[] arguments) {
        List<List<byte[]>> tones = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tones.add(TestMedia.opus(SECONDS, 300 + 130 * i));
        }
        for (int round = 0; round < 2; round++) {
            for (int people : new int[] {1, 2, 4, 10}) {
                long micros = cost(tones.subList(0, people));
                System.out.printf(
                        "%d: %.2f ms of CPU a second, %.2f %% of a core%n",
                        people, micros / 1e3 / SECONDS, micros / 1e4 / SECONDS);
            }
        }
    }

    private static long cost(List<List<byte[]>> voices) {
        RecordingClock clock = new RecordingClock(0);
        SoundMix mix = new SoundMix(clock, new RecordedTrack());
        for (int i = 0; i < voices.size(); i++) {
            StreamId id = new StreamId(i + 1, 1);
            clock.onSenderReport(new SenderReport(id, 1L << 32, 0, 0));
            mix.add(id);
        }
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int packet = 0; packet < SECONDS * 50; packet++) {
            long now = packet * PACKET;
            for (int i = 0; i < voices.size(); i++) {
                byte[] bytes = voices.get(i).get(packet);
                mix.onFrame(new EncodedFrame(
                        new StreamId(i + 1, 1), FrameCodec.OPUS, packet, packet, packet * 960, bytes, now));
            }
            mix.onTime(now);
        }
        mix.end(SECONDS * 50 * PACKET);
        return TimeUnit.NANOSECONDS.toMicros(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began);
    }
}
