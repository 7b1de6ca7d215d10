package live.griot.recording.replay;

import static live.griot.recording.replay.ReplayWorld.AWA;
import static live.griot.recording.replay.ReplayWorld.ID;
import static live.griot.recording.replay.ReplayWorld.LIVE;
import static live.griot.recording.replay.ReplayWorld.MOUSSA;
import static live.griot.recording.replay.ReplayWorld.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import live.griot.api.Page;
import live.griot.api.chat.ChatTimeline;
import live.griot.api.id.RecordingId;
import live.griot.api.recording.RecordingDeleted;
import live.griot.api.recording.RecordingStarted;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Visibility;
import live.griot.api.stage.Devices;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.ParticipantLeft;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.SeatedBy;
import live.griot.recording.replay.Chapter.Kind;
import live.griot.recording.replay.Chapter.Part;
import live.griot.recording.replay.ReplayController.Happened;
import live.griot.recording.store.RecordingState;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told beside a recording while it plays. */
class ReplayControllerTest {
    private static final Devices CAMERA = new Devices(true, true, false);
    private static final Devices SCREEN = new Devices(true, true, true);

    @TempDir
    Path directory;

    private ReplayWorld world;

    @BeforeEach
    void begin() {
        world = new ReplayWorld(directory.resolve("recordings"));
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    /** 0 to 20 seconds, a pause of 10, 30 to 40, nothing for 15, and 55 to 60. */
    private void keepWithPauseAndGap() throws Exception {
        world.keep(0, 20);
        world.becomes(RecordingState.PAUSED, 20);
        world.becomes(RecordingState.RECORDING, 30);
        world.keep(30, 40);
        world.keep(55, 60);
        world.finish(60);
    }

    @Test
    void the_chat_is_told_by_a_players_time_across_a_pause_and_across_a_gap() throws Exception {
        keepWithPauseAndGap();
        for (int second : new int[] {-1, 0, 12, 25, 31, 50, 58, 60, 61}) {
            says(second);
        }

        assertThat(chat(null, null))
                .containsExactly(
                        told(0, 0),
                        told(12, 12),
                        told(20, 25), // In the pause: on its seam.
                        told(21, 31),
                        told(40, 50), // In the gap, which plays as long as it was.
                        told(48, 58),
                        told(50, 60));
    }

    @Test
    void a_stretch_is_told_without_its_end() throws Exception {
        keepWithPauseAndGap();
        IntStream.rangeClosed(0, 60).forEach(this::says);

        assertThat(chat(12, 20)).first().isEqualTo(told(12, 12));
        assertThat(chat(12, 20)).last().isEqualTo(told(19, 19));
        assertThat(chat(20, 21)).hasSize(11).contains(told(20, 20), told(20, 30));
        assertThat(chat(40, null)).first().isEqualTo(told(40, 50));
        assertThat(chat(40, null)).last().isEqualTo(told(50, 60));
        assertThat(chat(51, null)).isEmpty();
        assertThat(chat(21, 20)).isEmpty();
    }

    @Test
    void it_comes_in_pages() throws Exception {
        keepWithPauseAndGap();
        IntStream.rangeClosed(1, 5).forEach(this::says);

        Page<Happened> first = world.controller.chat(ID, null, null, 3, null, null);
        Page<Happened> second = world.controller.chat(ID, null, null, 3, first.next(), null);

        assertThat(first.items()).containsExactly(told(1, 1), told(2, 2), told(3, 3));
        assertThat(second.items()).containsExactly(told(4, 4), told(5, 5));
        assertThat(second.next()).isNull();
    }

    @Test
    void it_can_be_replayed_while_more_is_recorded() throws Exception {
        world.keep(0, 5);
        says(3);
        awaitLength(5);
        assertThat(chat(null, null)).containsExactly(told(3, 3));

        world.keep(5, 10);
        says(8);
        awaitLength(10);
        assertThat(chat(null, null)).containsExactly(told(3, 3), told(8, 8));
    }

    /** The store writes on a thread of its own; what it wrote is seen by the length of the buckets. */
    private void awaitLength(int seconds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!world.controller.density(ID, 1, null).bucket().equals(Duration.ofSeconds(seconds))) {
            assertThat(System.nanoTime()).as("the store is slow").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void it_is_told_how_much_was_said_when() throws Exception {
        keepWithPauseAndGap();
        for (int second : new int[] {1, 2, 3, 34, 35, 59}) {
            says(second);
        }

        assertThat(world.controller.density(ID, 5, null))
                .isEqualTo(new Density(Duration.ofSeconds(10), List.of(3L, 0L, 2L, 0L, 1L)));
        assertThat(world.controller.density(ID, -1, null).messages()).containsExactly(6L);
    }

    @Test
    void chapters_tell_who_came_and_what_was_pinned() throws Exception {
        world.happens(new RecordingStarted(LIVE, ID, AWA, false, Visibility.PUBLIC, at(-1)));
        world.happens(new ParticipantLeft(LIVE, MOUSSA, at(1))); // Their hand was up.
        world.happens(new ParticipantSeated(LIVE, MOUSSA, SeatedBy.PROMOTION, AWA, CAMERA, at(11)));
        world.happens(new DevicesSwitched(LIVE, MOUSSA, MOUSSA, SCREEN, at(32)));
        world.happens(new DevicesSwitched(LIVE, MOUSSA, AWA, SCREEN, at(44)));
        world.happens(new HostHandedOver(LIVE, AWA, MOUSSA, at(46)));
        world.happens(new ParticipantLeft(LIVE, MOUSSA, at(47)));
        world.pinned.add(new ChatTimeline.Pinned(at(33), "Once there was a hare"));
        keepWithPauseAndGap();

        List<Chapter> chapters = world.controller.chapters(ID, null);

        assertThat(chapters).extracting(Chapter::offset).containsExactly(second(0), second(11), second(22), second(36));
        assertThat(chapters).extracting(Chapter::kind).containsExactly(Kind.HOST, Kind.CAME, Kind.SCREEN, Kind.HOST);
        assertThat(chapters.get(2).parts()).extracting(Part::message).containsExactly(null, "Once there was a hare");
        assertThat(chapters.get(3).parts()).extracting(Part::code).containsExactly(Kind.HOST, Kind.LEFT);
        assertThat(chapters.get(3).parts())
                .allSatisfy(part -> assertThat(part.person()).hasFieldOrPropertyWithValue("id", MOUSSA));
    }

    @Test
    void marks_are_kept_while_a_session_is_recorded_and_a_replay_keeps_the_same() {
        List<Object> events = List.of(
                new RecordingStarted(LIVE, ID, AWA, false, Visibility.PUBLIC, at(0)),
                new ParticipantSeated(LIVE, MOUSSA, SeatedBy.PROMOTION, AWA, SCREEN, at(11)),
                new DevicesSwitched(LIVE, MOUSSA, MOUSSA, CAMERA, at(12)),
                new ParticipantLeft(LIVE, MOUSSA, at(13)));
        events.forEach(world::happens);
        List<Mark> before = world.marks.of(ID);

        world.replay(events);

        assertThat(world.marks.of(ID)).isEqualTo(before);
        assertThat(before)
                .extracting(Mark::kind)
                .containsExactly(
                        Mark.Kind.HOST, Mark.Kind.CAME, Mark.Kind.SCREEN_ON, Mark.Kind.SCREEN_OFF, Mark.Kind.LEFT);
        world.happens(new RecordingDeleted(ID, AWA, at(99)));
        assertThat(world.marks.of(ID)).isEmpty();
        world.db.sql("UPDATE recording SET active = FALSE").update();
        world.happens(new ParticipantSeated(LIVE, MOUSSA, SeatedBy.PROMOTION, AWA, CAMERA, at(120)));
        assertThat(world.marks.of(ID)).isEmpty();
    }

    @Test
    void there_are_a_thousand_marks_at_most() {
        IntStream.rangeClosed(1, Marks.MOST + 10)
                .forEach(second -> world.happens(new HostHandedOver(LIVE, MOUSSA, AWA, at(second))));

        assertThat(world.marks.of(ID))
                .hasSize(Marks.MOST)
                .last()
                .isEqualTo(new Mark(at(Marks.MOST), Mark.Kind.HOST, AWA));
    }

    @Test
    void for_whoever_is_banned_there_is_no_such_recording() throws Exception {
        keepWithPauseAndGap();
        world.banned.add(MOUSSA);

        List<ThrowingCallable> calls = List.of(
                () -> world.controller.chat(ID, null, null, 10, null, MOUSSA::value),
                () -> world.controller.density(ID, 10, MOUSSA::value),
                () -> world.controller.chapters(ID, MOUSSA::value));

        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo(RefusalCode.RECORDING_NOT_FOUND)));
        assertThat(world.controller.chapters(ID, null)).isEmpty();
    }

    @Test
    void of_a_recording_without_files_nothing_is_told_and_of_none_that_there_is_none() {
        world.db.sql("UPDATE recording SET id = '01OTHER'").update();
        RecordingId other = new RecordingId("01OTHER");
        says(1);

        assertThat(world.controller.chat(other, null, null, 10, null, null).items())
                .isEmpty();
        assertThat(world.controller.density(other, 10, null).messages()).isEmpty();
        assertThatThrownBy(() -> world.controller.chapters(ID, AWA::value)).isInstanceOf(Refused.class);
    }

    private void says(int second) {
        world.said.add(new ChatTimeline.Entry(at(second), "messageSent", second));
    }

    private static Happened told(int offset, int said) {
        return new Happened(second(offset), "messageSent", said);
    }

    private List<Happened> chat(@Nullable Integer from, @Nullable Integer to) {
        return world.controller
                .chat(ID, from == null ? null : second(from), to == null ? null : second(to), 100, null, null)
                .items();
    }

    private static Duration second(int second) {
        return Duration.ofSeconds(second);
    }
}
