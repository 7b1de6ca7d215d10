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
import live.griot.recording.media.Feed;
import live.griot.recording.media.PlacedSample;
import live.griot.recording.media.RecordedTrack;
import org.junit.jupiter.api.Test;

class VideoTrackTest {
    private static final long FRAME = TimeUnit.SECONDS.toNanos(1) / 25;
    private static final int TICKS = 90_000 / 25;
    private static final StreamId CAMERA = new StreamId(1, 1);
    private static final StreamId SCREEN = new StreamId(1, 2);

    private final RecordedTrack recorded = new RecordedTrack();
    private final RecordingClock clock = new RecordingClock(0);
    private final VideoTrack track = new VideoTrack(clock, recorded, Feed.KEY_FRAMES_NANOS);
    private final SimulatedStream camera = new SimulatedStream(CAMERA, true, 0, 320, new Random(1));
    private final SimulatedStream screen = new SimulatedStream(SCREEN, true, 0, 1_280, new Random(2));

    private void report(SimulatedStream stream) {
        clock.onSenderReport(new SenderReport(stream.id, 1L << 32, stream.timestamp(0), 0));
    }

    /** Feeds the frames of so many places of a 25th of a second, from one to before another. */
    private void feed(SimulatedStream stream, int from, int to) {
        for (int i = from; i < to; i++) {
            feed(stream, i);
        }
    }

    private void feed(SimulatedStream stream, int i) {
        track.onFrame(stream.picture(i * FRAME, 2, i * FRAME));
        track.onTime(i * FRAME);
    }

    private void lose(SimulatedStream stream, int i) {
        stream.picture(i * FRAME, 2, i * FRAME);
    }

    private List<PlacedSample> samples() {
        return recorded.parts().stream()
                .flatMap(part -> PlacedSample.of(part).stream())
                .toList();
    }

    private void begin() {
        report(camera);
        report(screen);
        track.select(CAMERA);
    }

    @Test
    void a_part_is_half_a_second_and_a_segment_goes_from_key_frame_to_key_frame() {
        begin();
        for (int i = 0; i < 275; i++) {
            if (i % 50 == 0) {
                camera.wishKeyFrame();
            }
            feed(camera, i);
        }
        track.end(275 * FRAME);

        assertThat(recorded.parts().stream().filter(part -> !part.endsSegment()))
                .allMatch(part -> part.duration() == 12 * TICKS);
        assertThat(recorded.parts().stream().filter(RecordedPart::endsSegment).map(RecordedPart::end))
                .containsExactly(100L * TICKS, 200L * TICKS, 275L * TICKS);
        assertThat(recorded.parts().stream().filter(part -> part.index() == 0))
                .allMatch(RecordedPart::independent)
                .hasSize(3);
    }

    @Test
    void a_segment_without_key_frames_ends_after_twelve_seconds() {
        begin();
        feed(camera, 0, 700);
        track.end(700 * FRAME);

        assertThat(recorded.parts().stream().filter(RecordedPart::endsSegment).map(RecordedPart::end))
                .containsExactly(300L * TICKS, 600L * TICKS, 700L * TICKS);
        assertThat(recorded.parts().stream().filter(part -> part.index() == 0).map(RecordedPart::independent))
                .containsExactly(true, false, false);
    }

    @Test
    void another_size_begins_a_run_and_the_time_goes_on() {
        begin();
        feed(camera, 0, 30);
        track.select(SCREEN);
        screen.wishKeyFrame();
        feed(screen, 30, 60);
        track.end(60 * FRAME);

        assertThat(recorded.runs()).extracting(Run::start).containsExactly(0L, 30L * TICKS);
        assertThat(recorded.runs()).extracting(run -> run.format().width()).containsExactly(320, 1_280);
        assertThat(samples()).extracting(PlacedSample::duration).containsOnly((long) TICKS);
        assertThat(recorded.end()).isEqualTo(60L * TICKS);
        assertThat(recorded.gaps()).isEmpty();
    }

    @Test
    void the_one_before_goes_on_until_the_selected_one_has_a_key_frame() {
        begin();
        screen.wishKeyFrame();
        lose(screen, 0);
        feed(camera, 0, 30);
        track.select(SCREEN);
        for (int i = 30; i < 40; i++) {
            feed(camera, i);
            feed(screen, i);
        }
        assertThat(track.wishedKeyFrame(40 * FRAME)).isEqualTo(SCREEN);
        screen.wishKeyFrame();
        feed(screen, 40, 50);
        track.end(50 * FRAME);

        assertThat(recorded.runs()).extracting(Run::start).containsExactly(0L, 40L * TICKS);
        assertThat(samples()).hasSize(50);
    }

    @Test
    void what_was_made_from_a_lost_frame_is_left_out_and_the_gap_is_told() {
        begin();
        feed(camera, 0, 10);
        lose(camera, 10);
        feed(camera, 11, 30);
        assertThat(track.wishedKeyFrame(30 * FRAME)).isEqualTo(CAMERA);
        camera.wishKeyFrame();
        feed(camera, 30, 40);
        track.end(40 * FRAME);

        assertThat(recorded.runs()).hasSize(1);
        assertThat(samples()).hasSize(20);
        assertThat(recorded.drops()).containsExactly(Map.entry(FrameDrop.UNDECODABLE, 19));
        assertThat(recorded.gaps()).containsExactly(new Gap(9L * TICKS, 30L * TICKS, Gap.Cause.LOST));
    }

    @Test
    void a_frame_that_comes_late_takes_its_place() {
        begin();
        feed(camera, 0, 10);
        EncodedFrame late = camera.picture(10 * FRAME, 2, 14 * FRAME);
        feed(camera, 11, 14);
        track.onFrame(late);
        feed(camera, 14, 20);
        track.end(20 * FRAME);

        assertThat(samples()).hasSize(20);
        assertThat(samples()).extracting(PlacedSample::duration).containsOnly((long) TICKS);
        assertThat(recorded.drops()).isEmpty();
    }

    @Test
    void a_camera_that_is_off_ends_the_run_after_two_seconds_and_begins_another_when_it_is_back() {
        begin();
        feed(camera, 0, 25);
        for (int i = 25; i < 150; i++) {
            track.onTime(i * FRAME);
        }
        assertThat(recorded.end()).isEqualTo(74L * TICKS);
        camera.wishKeyFrame();
        feed(camera, 150, 175);
        track.end(175 * FRAME);

        assertThat(recorded.runs()).extracting(Run::start).containsExactly(0L, 150L * TICKS);
        assertThat(recorded.gaps()).containsExactly(new Gap(74L * TICKS, 150L * TICKS, Gap.Cause.NOTHING_CAME));
    }

    @Test
    void the_last_picture_stands_until_the_end() {
        begin();
        feed(camera, 0, 25);
        track.end(50 * FRAME);

        assertThat(recorded.end()).isEqualTo(50L * TICKS);
        assertThat(samples().getLast().duration()).isEqualTo(26L * TICKS);
    }

    @Test
    void without_a_report_the_first_pictures_wait_two_seconds_and_then_stand_where_they_came() {
        track.select(CAMERA);
        feed(camera, 0, 50);
        assertThat(recorded.runs()).isEmpty();
        feed(camera, 50, 60);
        track.end(60 * FRAME);

        assertThat(recorded.runs()).hasSize(1);
        assertThat(samples()).hasSize(60);
        assertThat(recorded.end()).isEqualTo(60L * TICKS);
    }

    @Test
    void who_is_shown_for_less_time_than_a_report_is_waited_for_is_there() {
        track.select(CAMERA);
        feed(camera, 0, 25);
        track.select(SCREEN);
        feed(screen, 25, 50);
        camera.wishKeyFrame();
        track.select(CAMERA);
        feed(camera, 50, 75);
        track.end(75 * FRAME);

        assertThat(recorded.runs()).extracting(Run::start).containsExactly(0L, 25L * TICKS, 50L * TICKS);
        assertThat(samples()).hasSize(75);
        assertThat(recorded.gaps()).isEmpty();
        assertThat(recorded.end()).isEqualTo(75L * TICKS);
    }

    @Test
    void a_report_that_comes_late_counts_from_the_next_key_frame_on() {
        track.select(CAMERA);
        feed(camera, 0, 60);
        // What came now was captured three frames ago.
        clock.onSenderReport(new SenderReport(new StreamId(1, 3), 1L << 32, 0, 60 * FRAME));
        clock.onSenderReport(new SenderReport(CAMERA, 1L << 32, camera.timestamp(63 * FRAME), 60 * FRAME));
        feed(camera, 60, 70);
        camera.wishKeyFrame();
        feed(camera, 70, 80);
        track.end(80 * FRAME);

        assertThat(samples().get(69).start()).isEqualTo(69L * TICKS);
        assertThat(samples().get(79).start()).isEqualTo(76L * TICKS);
    }

    @Test
    void a_report_that_cannot_be_true_is_passed_over() {
        begin();
        feed(camera, 0, 10);
        clock.onSenderReport(new SenderReport(CAMERA, 1L << 32, camera.timestamp(0) + 123_456_789, 10 * FRAME));
        camera.wishKeyFrame();
        feed(camera, 10, 20);
        track.end(20 * FRAME);

        assertThat(samples()).extracting(PlacedSample::duration).containsOnly((long) TICKS);
    }

    @Test
    void a_timestamp_that_leaps_does_not_move_the_time() {
        begin();
        feed(camera, 0, 10);
        SimulatedStream leaping = new SimulatedStream(CAMERA, true, 0, 320, new Random(9));
        for (int i = 0; i < 10; i++) {
            EncodedFrame frame = camera.picture((10 + i) * FRAME, 2, (10 + i) * FRAME);
            int timestamp = leaping.timestamp((10 + i) * FRAME);
            track.onFrame(new EncodedFrame(
                    CAMERA,
                    FrameCodec.VP8,
                    frame.firstIndex(),
                    frame.lastIndex(),
                    timestamp,
                    frame.bytes(),
                    frame.arrivalNanos()));
        }
        track.end(20 * FRAME);

        assertThat(samples()).hasSize(20);
        assertThat(samples()).allMatch(sample -> sample.duration() <= 2 * TICKS);
        assertThat(recorded.end()).isEqualTo(20L * TICKS);
    }

    @Test
    void what_makes_no_sense_is_left_out_with_all_that_was_made_from_it() {
        begin();
        feed(camera, 0, 5);
        EncodedFrame frame = camera.picture(5 * FRAME, 1, 5 * FRAME);
        track.onFrame(new EncodedFrame(
                CAMERA,
                FrameCodec.VP8,
                frame.firstIndex(),
                frame.lastIndex(),
                frame.timestamp(),
                new byte[2],
                5 * FRAME));
        feed(camera, 6, 8);
        track.onFrame(new EncodedFrame(CAMERA, FrameCodec.OPUS, 1, 1, 0, new byte[2], 8 * FRAME));
        track.end(8 * FRAME);

        assertThat(samples()).hasSize(5);
        assertThat(recorded.drops()).containsEntry(FrameDrop.MALFORMED, 2).containsEntry(FrameDrop.UNDECODABLE, 2);
    }

    @Test
    void a_key_frame_is_wished_at_the_start_and_again_each_second_until_it_comes() {
        begin();
        assertThat(track.wishedKeyFrame(0)).isEqualTo(CAMERA);
        assertThat(track.wishedKeyFrame(FRAME)).isNull();
        assertThat(track.wishedKeyFrame(25 * FRAME)).isEqualTo(CAMERA);
        feed(camera, 26, 27);
        assertThat(track.wishedKeyFrame(60 * FRAME)).isNull();
        assertThat(track.wishedKeyFrame(126 * FRAME)).isEqualTo(CAMERA);
    }

    @Test
    void a_key_frame_of_the_one_before_grants_no_wish() {
        begin();
        feed(camera, 0, 10);
        lose(screen, 0);
        track.select(SCREEN);
        assertThat(track.wishedKeyFrame(10 * FRAME)).isEqualTo(SCREEN);
        camera.wishKeyFrame();
        feed(camera, 10, 20);

        assertThat(track.wishedKeyFrame(40 * FRAME)).isEqualTo(SCREEN);
    }

    @Test
    void what_was_ended_can_go_on_later() {
        begin();
        feed(camera, 0, 10);
        track.end(10 * FRAME);
        track.select(CAMERA);
        camera.wishKeyFrame();
        feed(camera, 100, 110);
        track.end(110 * FRAME);

        assertThat(recorded.runs()).extracting(Run::start).containsExactly(0L, 100L * TICKS);
    }
}
