package live.griot.recording.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.SenderReport;
import live.griot.api.tap.StreamId;
import live.griot.recording.codec.OpusPacket;
import live.griot.recording.media.PlacedSample;
import live.griot.recording.media.RecordedTrack;
import org.junit.jupiter.api.Test;

class AudioTrackTest {
    private static final long PACKET = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int TICKS = 960;
    private static final StreamId MICROPHONE = new StreamId(1, 1);

    private final RecordedTrack recorded = new RecordedTrack();
    private final RecordingClock clock = new RecordingClock(0);
    private final AudioTrack track = new AudioTrack(clock, recorded);
    private final SimulatedStream microphone = new SimulatedStream(MICROPHONE, false, 0, 0, new Random(1));

    private void begin() {
        clock.onSenderReport(new SenderReport(MICROPHONE, 1L << 32, microphone.timestamp(0), 0));
        track.select(MICROPHONE);
    }

    private void feed(int from, int to) {
        for (int i = from; i < to; i++) {
            track.onFrame(microphone.sound(i * PACKET, i * PACKET));
            track.onTime(i * PACKET);
        }
    }

    private List<PlacedSample> samples() {
        return recorded.parts().stream()
                .flatMap(part -> PlacedSample.of(part).stream())
                .toList();
    }

    private static boolean isSilence(PlacedSample sample) {
        return sample.bytes().length == 3;
    }

    @Test
    void a_part_is_half_a_second_and_a_segment_is_four() {
        begin();
        feed(0, 500);
        track.end(500 * PACKET);

        assertThat(recorded.parts()).hasSize(20).allMatch(part -> part.duration() == 24_000 && part.independent());
        assertThat(recorded.parts().stream().filter(RecordedPart::endsSegment).map(RecordedPart::end))
                .containsExactly(200L * TICKS, 400L * TICKS, 500L * TICKS);
    }

    @Test
    void silence_fills_what_the_sender_leaves_out_while_it_lasts() {
        begin();
        feed(0, 50);
        for (int i = 50; i < 150; i++) {
            track.onTime(i * PACKET);
        }
        track.onTime(150 * PACKET);
        assertThat(recorded.end()).isGreaterThanOrEqualTo(100L * TICKS);
        feed(150, 200);
        track.end(200 * PACKET);

        assertThat(samples()).hasSize(200);
        assertThat(samples().subList(50, 150)).allMatch(AudioTrackTest::isSilence);
        assertThat(samples().subList(150, 200)).noneMatch(AudioTrackTest::isSilence);
        assertThat(recorded.gaps()).isEmpty();
    }

    @Test
    void packets_that_only_say_silence_become_silence() {
        begin();
        feed(0, 10);
        EncodedFrame next = microphone.sound(10 * PACKET, 10 * PACKET);
        track.onFrame(new EncodedFrame(
                MICROPHONE,
                FrameCodec.OPUS,
                next.firstIndex(),
                next.lastIndex(),
                next.timestamp(),
                new byte[] {(byte) 0xFC},
                10 * PACKET));
        feed(11, 20);
        track.end(20 * PACKET);

        assertThat(samples()).hasSize(20);
        assertThat(samples().get(10).bytes()).isEqualTo(OpusPacket.silence(960, true));
    }

    @Test
    void what_was_lost_is_silent_and_told() {
        begin();
        feed(0, 10);
        microphone.sound(10 * PACKET, 10 * PACKET);
        feed(11, 40);
        track.end(40 * PACKET);

        assertThat(samples()).hasSize(40);
        assertThat(isSilence(samples().get(10))).isTrue();
        assertThat(recorded.gaps()).containsExactly(new Gap(10 * TICKS, 11 * TICKS, Gap.Cause.LOST));
    }

    @Test
    void a_packet_that_comes_after_its_silence_was_written_is_left_out() {
        begin();
        feed(0, 10);
        EncodedFrame late = microphone.sound(10 * PACKET, 100 * PACKET);
        for (int i = 10; i < 100; i++) {
            track.onTime(i * PACKET);
        }
        track.onFrame(late);
        feed(100, 110);
        track.end(110 * PACKET);

        assertThat(samples()).hasSize(110);
        assertThat(recorded.drops()).isEqualTo(Map.of(FrameDrop.OVERLAPPING, 1));
    }

    @Test
    void a_sound_card_that_runs_slow_gets_a_packet_of_silence_now_and_then() {
        slip(-1_000, 0);
        assertThat(samples().stream().filter(AudioTrackTest::isSilence)).hasSizeBetween(2, 4);
        assertThat(recorded.drops()).isEmpty();
    }

    @Test
    void of_a_sound_card_that_runs_fast_a_packet_is_left_out_now_and_then() {
        slip(1_000, 2);
        assertThat(samples()).noneMatch(AudioTrackTest::isSilence);
        assertThat(recorded.drops().get(FrameDrop.OVERLAPPING)).isBetween(2, 4);
    }

    /** Lets a minute pass by a sound card that is off by so many millionths. */
    private void slip(int ppm, int more) {
        SimulatedStream card = new SimulatedStream(MICROPHONE, false, ppm, 0, new Random(3));
        track.select(MICROPHONE);
        for (int i = 0; card.sampleNanos(i * 960L) < TimeUnit.MINUTES.toNanos(1); i++) {
            long now = card.sampleNanos(i * 960L);
            if (i % 50 == 0) {
                long ntp = (1L << 32) + Math.round(now / 1e9 * 0x1p32);
                clock.onSenderReport(new SenderReport(MICROPHONE, ntp, card.timestamp(now), now));
            }
            track.onFrame(card.sound(now, now));
        }
        track.end(TimeUnit.MINUTES.toNanos(1));
        assertThat(recorded.end()).isBetween(60 * 48_000L - 120 - more * 960L, 60 * 48_000L + more * 960L);
    }

    @Test
    void a_microphone_that_comes_back_begins_a_run() {
        begin();
        feed(0, 50);
        SimulatedStream again = new SimulatedStream(new StreamId(1, 2), false, 0, 0, new Random(5));
        clock.onSenderReport(new SenderReport(again.id, 1L << 32, again.timestamp(0), 0));
        track.select(again.id);
        for (int i = 100; i < 150; i++) {
            track.onFrame(again.sound(i * PACKET, i * PACKET));
        }
        track.end(150 * PACKET);

        assertThat(recorded.runs()).extracting(Run::start).containsExactly(0L, 100L * TICKS);
        assertThat(samples()).hasSize(150);
    }

    @Test
    void what_is_no_packet_is_left_out() {
        begin();
        feed(0, 1);
        track.onFrame(new EncodedFrame(MICROPHONE, FrameCodec.OPUS, 70_000, 70_000, 0, new byte[0], PACKET));
        track.onFrame(new EncodedFrame(MICROPHONE, FrameCodec.VP8, 1, 1, 0, new byte[9], PACKET));
        track.onFrame(new EncodedFrame(new StreamId(9, 9), FrameCodec.OPUS, 1, 1, 0, new byte[9], PACKET));
        track.end(2 * PACKET);

        assertThat(samples()).hasSize(2);
        assertThat(recorded.drops()).isEqualTo(Map.of(FrameDrop.MALFORMED, 2, FrameDrop.NOT_SELECTED, 1));
    }
}
