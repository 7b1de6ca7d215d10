package live.griot.recording.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.SenderReport;
import live.griot.api.tap.StreamId;
import live.griot.recording.media.Ffmpeg;
import live.griot.recording.media.PlacedSample;
import live.griot.recording.media.RecordedTrack;
import live.griot.recording.media.TestMedia;
import live.griot.recording.media.Tones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several sound like together, by tones that a decoder finds in it. */
class SoundMixTest {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long NETWORK = 30 * MILLISECOND;
    private static final long PACKET = 20 * MILLISECOND;
    private static final int DEEP = 440;
    private static final int HIGH = 1_300;
    private static final double LOUD = 1_500;
    private static final double QUIET = 60;

    private final RecordedTrack recorded = new RecordedTrack();
    private final RecordingClock clock = new RecordingClock(0);
    private final SoundMix mix = new SoundMix(clock, recorded);
    private final List<Event> events = new ArrayList<>();

    @TempDir
    Path directory;

    private record Event(long nanos, Runnable what) {}

    /** One who speaks in a tone for a while; the first packet comes after the report, if there is one. */
    private final class Speaker {
        private final StreamId id;

        Speaker(int number, List<byte[]> packets, long fromMillis, boolean reports) {
            id = new StreamId(number, 1);
            long from = fromMillis * MILLISECOND;
            at(from + NETWORK, () -> mix.add(id));
            if (reports) {
                at(from + NETWORK, () -> clock.onSenderReport(new SenderReport(id, 1L << 32, 0, from + NETWORK)));
            }
            for (int i = 0; i < packets.size(); i++) {
                int number1 = i;
                long arrival = from + i * PACKET + NETWORK;
                at(
                        arrival,
                        () -> mix.onFrame(new EncodedFrame(
                                id, FrameCodec.OPUS, number1, number1, number1 * 960, packets.get(number1), arrival)));
            }
            at(
                    from + packets.size() * PACKET + NETWORK,
                    () -> mix.remove(id, from + packets.size() * PACKET + NETWORK));
        }
    }

    private void at(long nanos, Runnable what) {
        events.add(new Event(nanos, what));
    }

    private Tones listen(long untilMillis) {
        for (long now = 0; now < untilMillis; now += 100) {
            long time = now * MILLISECOND;
            at(time, () -> mix.onTime(time));
        }
        events.sort(Comparator.comparingLong(Event::nanos));
        events.forEach(event -> event.what().run());
        mix.end(untilMillis * MILLISECOND);
        assertThat(recorded.runs()).hasSize(1);
        Path file = recorded.file(0, directory);
        assertThat(Ffmpeg.complaints(file)).isEmpty();
        return new Tones(file);
    }

    @Test
    void two_who_speak_at_once_are_both_heard_and_nobody_is_cut_off() {
        List<byte[]> deep = TestMedia.opus(8, DEEP);
        new Speaker(1, deep, 0, true);
        new Speaker(2, TestMedia.opus(2, HIGH), 3_007, true);

        Tones tones = listen(8_000);

        assertThat(tones.lengthMillis()).isBetween(7_950L, 8_050L);
        for (long from = 100; from < 7_800; from += 20) {
            assertThat(tones.amplitude(DEEP, from, from + 20))
                    .as("the deep one at %d ms", from)
                    .isGreaterThan(LOUD);
        }
        for (long from = 3_120; from < 4_900; from += 20) {
            assertThat(tones.amplitude(HIGH, from, from + 20))
                    .as("the high one at %d ms", from)
                    .isGreaterThan(LOUD);
        }
        assertThat(tones.amplitude(HIGH, 2_000, 2_900)).isLessThan(QUIET);
        assertThat(tones.amplitude(HIGH, 5_200, 7_800)).isLessThan(QUIET);
        List<byte[]> samples = recorded.parts().stream()
                .flatMap(part -> PlacedSample.of(part).stream())
                .map(PlacedSample::bytes)
                .toList();
        assertThat(samples.subList(0, 140))
                .as("who is alone is taken as they are")
                .usingElementComparator(Arrays::compare)
                .isEqualTo(deep.subList(0, 140));
        assertThat(samples.subList(320, 380))
                .as("and again after the other")
                .usingElementComparator(Arrays::compare)
                .isSubsetOf(deep);
        assertThat(recorded.drops()).isEmpty();
    }

    @Test
    void one_after_another_is_one_run_with_silence_between() {
        new Speaker(1, TestMedia.opus(2, DEEP), 0, true);
        new Speaker(2, TestMedia.opus(2, HIGH), 4_000, false);

        Tones tones = listen(7_000);

        assertThat(tones.lengthMillis()).isBetween(6_950L, 7_050L);
        assertThat(tones.amplitude(DEEP, 100, 1_900)).isGreaterThan(LOUD);
        assertThat(tones.amplitude(DEEP, 2_200, 3_800)).isLessThan(QUIET);
        assertThat(tones.amplitude(HIGH, 4_100, 5_900))
                .as("who tells no time is heard all the same, from the first word")
                .isGreaterThan(LOUD);
        assertThat(tones.amplitude(HIGH, 6_200, 6_900)).isLessThan(QUIET);
    }

    @Test
    void one_whose_packets_make_no_sense_is_no_trouble_to_the_other() {
        Random random = new Random(5);
        List<byte[]> hostile = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] packet = new byte[1 + random.nextInt(400)];
            random.nextBytes(packet);
            packet[0] = (byte) (packet[0] & 0xFC);
            hostile.add(packet);
        }
        new Speaker(1, TestMedia.opus(6, DEEP), 0, true);
        new Speaker(2, hostile, 1_000, true);

        Tones tones = listen(6_000);

        assertThat(tones.lengthMillis()).isBetween(5_950L, 6_050L);
        assertThat(tones.amplitude(DEEP, 100, 950)).isGreaterThan(LOUD);
        assertThat(tones.amplitude(DEEP, 1_200, 5_800)).isGreaterThan(LOUD / 2);
    }

    @Test
    void ten_at_once_are_all_heard() {
        for (int i = 0; i < 10; i++) {
            new Speaker(i + 1, TestMedia.opus(2, 300 + 200 * i), i * 13L, true);
        }

        Tones tones = listen(2_500);

        for (int i = 0; i < 10; i++) {
            assertThat(tones.amplitude(300 + 200 * i, 400, 1_800)).isGreaterThan(LOUD / 3);
        }
    }
}
