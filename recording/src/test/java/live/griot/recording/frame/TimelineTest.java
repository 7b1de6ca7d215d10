package live.griot.recording.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.recording.media.PlacedSample;
import live.griot.recording.media.RecordedTrack;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What holds for the timeline whatever the network does; {@link RecordedTrack} checks besides that each part begins where the last one ended. */
class TimelineTest {
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(45);
    /** A picture that stands for five milliseconds is seen by nobody: it is passed quickly, to be where others are made from it. */
    private static final long PASSED = 450;

    /** A picture that stands for a tenth of a second does so for want of the next one, and matches no sound. */
    private static final long STILL = 9_000;

    private static final long REORDERED = 10_000;
    private static final int THREE_HOURS = 3 * 3_600;

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void after_three_hours_of_drift_lips_still_match(
            @ForAll("fastOrSlow") int sender, @ForAll("fastOrSlow") int sound, @ForAll("fastOrSlow") int picture) {
        check(new Scenario(sound - picture, THREE_HOURS, sender, sound, picture, 0.003, 10, true, false, true));
    }

    @Property(tries = 120, shrinking = ShrinkingMode.OFF)
    void lips_match_whatever_the_network_does(@ForAll("troubled") Scenario scenario) {
        check(scenario);
    }

    @Provide
    Arbitrary<Integer> fastOrSlow() {
        return Arbitraries.of(-100, 100);
    }

    @Provide
    Arbitrary<Scenario> troubled() {
        Arbitrary<Boolean> yesOrNo = Arbitraries.of(true, false);
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.integers().between(3, 120),
                        Arbitraries.integers().between(-100, 100),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 30),
                        yesOrNo,
                        yesOrNo,
                        yesOrNo)
                .as((seed, seconds, ppm, losses, jitter, silences, switches, reports) -> new Scenario(
                        seed,
                        seconds,
                        ppm,
                        -ppm / 2.0,
                        ppm / 3.0,
                        losses / 1_000.0,
                        jitter,
                        silences,
                        switches,
                        reports));
    }

    private static void check(Scenario scenario) {
        SimulatedLive live = new SimulatedLive(scenario).run();
        List<PlacedSample> pictures = samples(live.picture);
        List<PlacedSample> sounds = samples(live.sound);
        List<PlacedSample> heard =
                sounds.stream().filter(sample -> sample.bytes().length > 3).toList();
        // A stream that is left for another may leave frames that waited.
        long left = scenario.switches() ? REORDERED : 0;
        assertThat(live.picturesBrought - pictures.size() - dropped(live.picture))
                .isBetween(0L, left);
        assertThat(live.soundsBrought - heard.size() - dropped(live.sound)).isBetween(0L, left);
        assertThat(live.picture.drops()).doesNotContainKeys(FrameDrop.MALFORMED);
        checkPictures(live.picture);
        checkSegments(live.picture, 90_000);
        checkSegments(live.sound, 48_000);
        checkApart(pictures, heard);
    }

    private static int dropped(RecordedTrack track) {
        return track.drops().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<PlacedSample> samples(RecordedTrack track) {
        List<PlacedSample> samples = new ArrayList<>();
        track.parts().forEach(part -> samples.addAll(PlacedSample.of(part)));
        return samples;
    }

    /** A decoder can follow: each picture comes after the one before it was made from, or is a key frame. */
    private static void checkPictures(RecordedTrack track) {
        long number = -2;
        for (PlacedSample picture : samples(track)) {
            long next = SimulatedStream.number(picture.bytes());
            assertThat(picture.keyFrame() || next == number + 1).isTrue();
            number = next;
        }
    }

    private static void checkSegments(RecordedTrack track, int timescale) {
        long segment = 0;
        long start = 0;
        for (RecordedPart part : track.parts()) {
            start = part.segment() == segment ? start : part.start();
            segment = part.segment();
            assertThat(part.samples() == 1 || part.duration() <= timescale / 2).isTrue();
            assertThat(part.end() - start).isLessThanOrEqualTo(12L * timescale);
            assertThat(part.index() > 0 || part.independent() || part.start() > 0)
                    .isTrue();
        }
    }

    /** Compares how late what is seen and what is heard at a time are by the true time. */
    private static void checkApart(List<PlacedSample> pictures, List<PlacedSample> heard) {
        int at = 0;
        for (PlacedSample picture : pictures) {
            long pictureNanos = Ticks.nanos(picture.start(), 90_000);
            while (at + 1 < heard.size() && Ticks.nanos(heard.get(at + 1).start(), 48_000) <= pictureNanos) {
                at++;
            }
            if (heard.isEmpty()) {
                return;
            }
            long soundNanos = Ticks.nanos(heard.get(at).start(), 48_000);
            boolean moves = picture.duration() > PASSED && picture.duration() < STILL;
            if (moves && Math.abs(soundNanos - pictureNanos) < TimeUnit.SECONDS.toNanos(1)) {
                long pictureLate = pictureNanos - SimulatedStream.captured(picture.bytes());
                long soundLate =
                        soundNanos - SimulatedStream.captured(heard.get(at).bytes());
                assertThat(Math.abs(pictureLate - soundLate))
                        .as("at %d ms", TimeUnit.NANOSECONDS.toMillis(pictureNanos))
                        .isLessThan(APART_NANOS);
            }
        }
    }
}
