package live.griot.edge.ingest;

import static live.griot.edge.ingest.SimulatedStage.MILLI;
import static live.griot.edge.ingest.SimulatedStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.TapFrame;
import live.griot.edge.sfu.TapPictures;
import live.griot.edge.sfu.TapStream;
import live.griot.edge.tap.TapRecorder;
import org.junit.jupiter.api.Test;

/** What a tap takes that wishes for everybody's picture, in simulated time. */
class EverybodysPicturesTest {
    private static final long[] SIMULCAST = {150_000, 500_000, 1_500_000};
    private static final long BITRATE = 600_000;
    private static final int SPEAKS = 20;

    private final SimulatedStage stage = new SimulatedStage();
    private final TapRecorder told = new TapRecorder();
    private final SimulatedTap tap = stage.tap(TapPictures.EVERYBODYS, told);

    @Test
    void everybody_who_agreed_is_taken_whoever_is_shown_and_nobody_else() {
        stage.router().lead("awa");
        stage.join("awa", BITRATE);
        stage.join("moussa", BITRATE);
        stage.join("ines", BITRATE);
        tap.allow("awa", "moussa");
        stage.run(2 * SECOND);

        assertThat(told.picture()).extracting(TapStream::participant).isEqualTo("awa");
        assertThat(own()).containsExactlyInAnyOrder("awa", "moussa");
        assertThat(told.frames("awa", MediaKind.VIDEO)).hasSizeGreaterThan(50);
        assertThat(told.frames("moussa", MediaKind.VIDEO)).hasSizeGreaterThan(50);
        assertThat(told.frames)
                .extracting(frame -> frame.stream().participant())
                .doesNotContain("ines");
        assertThat(told.frames).as("each once").doesNotHaveDuplicates();

        tap.allow("awa");
        long withdrew = stage.now();
        stage.run(SECOND);

        assertThat(own()).containsExactly("awa");
        assertThat(told.frames.stream().filter(frame -> frame.arrivalNanos() > withdrew))
                .isNotEmpty()
                .allMatch(frame -> frame.stream().participant().equals("awa"));
    }

    @Test
    void who_is_shown_in_turn_has_no_hole_in_their_own_picture() {
        stage.router().lead("awa");
        stage.join("awa", BITRATE);
        SimulatedPublisher moussa = stage.join("moussa", BITRATE);
        tap.allow("awa", "moussa");
        stage.run(2 * SECOND);
        long began = stage.now();
        moussa.speak(SPEAKS);
        stage.run(2 * SECOND);
        moussa.speak(127);
        stage.run(4 * SECOND);

        for (String one : List.of("awa", "moussa")) {
            assertThat(longestGapSince(one, began)).isLessThan(100 * MILLI);
        }
    }

    @Test
    void ones_own_picture_is_the_largest_size_that_comes_and_goes_on_until_another_has_its_key_frame() {
        stage.router().lead("awa");
        stage.join("awa", BITRATE);
        SimulatedPublisher moussa = stage.join("moussa", SIMULCAST);
        tap.allow("awa", "moussa");
        stage.run(3 * SECOND);
        assertThat(layersSince(2 * SECOND)).containsOnly(2);

        moussa.sends(2, false);
        long gone = stage.now();
        stage.run(3 * SECOND);
        assertThat(layersSince(gone + SECOND)).containsOnly(1);

        moussa.sends(2, true);
        long back = stage.now();
        // Who keeps it asks for a key frame of what is taken, as the recorder does.
        stage.run(200 * MILLI);
        tap.loop.wantKeyFrame(told.own.getLast().stream()
                .filter(one -> one.participant().equals("moussa"))
                .findFirst()
                .orElseThrow()
                .number());
        stage.run(2 * SECOND);
        assertThat(layersSince(back + SECOND)).containsOnly(2);
        assertThat(longestGapSince("moussa", back - SECOND)).isLessThan(200 * MILLI);
    }

    @Test
    void who_leaves_has_none_any_more() {
        stage.router().lead("awa");
        stage.join("awa", BITRATE);
        SimulatedPublisher moussa = stage.join("moussa", BITRATE);
        tap.allow("awa", "moussa");
        stage.run(SECOND);

        stage.ingest().transports().letGo(moussa.peer());
        stage.run(SECOND);

        assertThat(own()).containsExactly("awa");
    }

    private List<String> own() {
        return told.own.getLast().stream().map(TapStream::participant).toList();
    }

    private List<TapFrame> since(String participant, long nanos) {
        return told.frames(participant, MediaKind.VIDEO).stream()
                .filter(frame -> frame.arrivalNanos() > nanos)
                .toList();
    }

    private List<Integer> layersSince(long nanos) {
        return since("moussa", nanos).stream()
                .map(frame -> (int) frame.bytes()[frame.bytes().length - 1])
                .toList();
    }

    private long longestGapSince(String participant, long nanos) {
        List<TapFrame> video = since(participant, nanos);
        long longest = 0;
        for (int i = 1; i < video.size(); i++) {
            longest = Math.max(
                    longest, video.get(i).arrivalNanos() - video.get(i - 1).arrivalNanos());
        }
        return longest;
    }
}
