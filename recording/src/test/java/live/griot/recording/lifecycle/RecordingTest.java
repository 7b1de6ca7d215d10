package live.griot.recording.lifecycle;

import static live.griot.api.refusal.RefusalCode.CLIP_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.FORBIDDEN;
import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;
import static live.griot.api.refusal.RefusalCode.NOT_HOST;
import static live.griot.api.refusal.RefusalCode.TOO_MANY;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.recording.ClipMade;
import live.griot.api.recording.ClipRemoved;
import live.griot.api.recording.ClipRenamed;
import live.griot.api.recording.DeleteRecording;
import live.griot.api.recording.DiscardRecording;
import live.griot.api.recording.EditRecording;
import live.griot.api.recording.FinishRecording;
import live.griot.api.recording.MakeClip;
import live.griot.api.recording.OpenRecording;
import live.griot.api.recording.RecordingDeleted;
import live.griot.api.recording.RecordingEdited;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.recording.RecordingFinished;
import live.griot.api.recording.RecordingOpened;
import live.griot.api.recording.RecordingReopened;
import live.griot.api.recording.RemoveClip;
import live.griot.api.recording.RemoveClipByAdmin;
import live.griot.api.recording.RenameClip;
import live.griot.api.recording.ReopenRecording;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionText;
import live.griot.api.session.Visibility;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final RecordingId ID = new RecordingId("01RECORDING");
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final Instant T0 = Instant.parse("2026-11-30T20:00:00Z");
    private static final Instant T1 = T0.plusSeconds(60);
    private static final ClipId CLIP = new ClipId("01CLIP");
    private static final ClipId OTHER_CLIP = new ClipId("01OTHER");
    private static final SessionText WORDS = new SessionText(MOUSSA, "sealed", true);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Object opened = new RecordingOpened(ID, LIVE, AWA, Visibility.PUBLIC, T0);
    private final Object lost = new RecordingFinished(ID, RecordingEnd.NODE_LOST, false, MINUTE, 1_000, T1);
    private final Object finished = new RecordingFinished(ID, RecordingEnd.SESSION_ENDED, true, MINUTE, 1_000, T1);

    private AggregateTestFixture<Recording> fixture;

    @BeforeEach
    void fresh() {
        fixture = new AggregateTestFixture<>(Recording.class);
    }

    @Test
    void a_recording_is_opened_and_finished_once() {
        fixture.givenNoPriorActivity()
                .when(new OpenRecording(ID, LIVE, AWA, Visibility.PUBLIC, T0))
                .expectEvents(opened);
        fixture.given(opened).when(finish(RecordingEnd.SESSION_ENDED, true)).expectEvents(finished);
        fixture.given(opened, finished)
                .when(finish(RecordingEnd.HOST_STOPPED, true))
                .expectNoEvents();
        fixture.given(opened, finished).when(new ReopenRecording(ID, LIVE, T1)).expectNoEvents();
    }

    @Test
    void what_a_lost_node_left_is_finished_at_once_and_goes_on_when_its_session_does() {
        fixture.given(opened).when(finish(RecordingEnd.NODE_LOST, false)).expectEvents(lost);
        fixture.given(opened, lost).when(finish(RecordingEnd.NODE_LOST, false)).expectNoEvents();
        fixture.given(opened, lost)
                .when(new ReopenRecording(ID, LIVE, T1))
                .expectEvents(new RecordingReopened(ID, LIVE, T1));
        fixture.given(opened, lost, new RecordingReopened(ID, LIVE, T1))
                .when(finish(RecordingEnd.SESSION_ENDED, true))
                .expectEvents(finished);
        fixture.given(opened, lost)
                .when(finish(RecordingEnd.NODE_LOST, true))
                .expectEvents(new RecordingFinished(ID, RecordingEnd.NODE_LOST, true, MINUTE, 1_000, T1));
    }

    @Test
    void who_recorded_it_says_what_is_told_of_it() {
        SessionText title = new SessionText(AWA, "sealed", true);
        fixture.given(opened)
                .when(new EditRecording(ID, AWA, title, null, null, T1))
                .expectEvents(new RecordingEdited(ID, title, null, null, T1));
        fixture.given(opened, new RecordingEdited(ID, title, null, null, T0))
                .when(new EditRecording(ID, AWA, null, null, Visibility.PRIVATE, T1))
                .expectEvents(new RecordingEdited(ID, title, null, Visibility.PRIVATE, T1));
        refused(fixture.given(opened).when(new EditRecording(ID, MOUSSA, title, null, null, T1)), NOT_HOST);
    }

    @Test
    void it_is_deleted_by_who_recorded_it_once_nothing_can_be_added() {
        fixture.given(opened, finished)
                .when(new DeleteRecording(ID, AWA, T1))
                .expectEvents(new RecordingDeleted(ID, AWA, T1))
                .expectMarkedDeleted();
        refused(fixture.given(opened, finished).when(new DeleteRecording(ID, MOUSSA, T1)), NOT_HOST);
        refused(fixture.given(opened).when(new DeleteRecording(ID, AWA, T1)), INVALID_TRANSITION);
        refused(fixture.given(opened, lost).when(new DeleteRecording(ID, AWA, T1)), INVALID_TRANSITION);
    }

    @Test
    void it_goes_with_its_host_or_its_time_whatever_it_is() {
        fixture.given(opened)
                .when(new DiscardRecording(ID, T1))
                .expectEvents(new RecordingDeleted(ID, null, T1))
                .expectMarkedDeleted();
        fixture.given(opened, finished)
                .when(new DiscardRecording(ID, T1))
                .expectEvents(new RecordingDeleted(ID, null, T1));
    }

    @Test
    void clips_are_made_up_to_a_number() {
        fixture.given(opened).when(make(CLIP, MOUSSA, 2)).expectEvents(made(CLIP, MOUSSA));
        fixture.given(opened, finished, made(CLIP, MOUSSA), made(OTHER_CLIP, AWA), removed(CLIP, MOUSSA, MOUSSA, false))
                .when(make(new ClipId("01THIRD"), MOUSSA, 2))
                .expectEvents(made(new ClipId("01THIRD"), MOUSSA));
        refused(
                fixture.given(opened, made(CLIP, MOUSSA), made(OTHER_CLIP, AWA))
                        .when(make(new ClipId("01THIRD"), MOUSSA, 2)),
                TOO_MANY);
    }

    @Test
    void who_recorded_it_makes_clips_where_others_have_made_all() {
        fixture.given(opened, made(CLIP, MOUSSA), made(OTHER_CLIP, MOUSSA))
                .when(make(new ClipId("01THIRD"), AWA, 2))
                .expectEvents(made(new ClipId("01THIRD"), AWA));
    }

    @Test
    void clips_that_come_and_go_do_not_make_a_recording_grow_without_end() {
        List<Object> happened = new ArrayList<>(List.of(opened, made(CLIP, MOUSSA)));
        happened.addAll(Collections.nCopies(9_999, new ClipRenamed(ID, CLIP, MOUSSA, WORDS, T1)));
        refused(fixture.given(happened).when(make(OTHER_CLIP, MOUSSA, 1_000)), TOO_MANY);
        refused(fixture.given(happened).when(new RenameClip(ID, CLIP, MOUSSA, WORDS, T1)), TOO_MANY);
        fixture.given(happened)
                .when(new RemoveClip(ID, CLIP, MOUSSA, T1))
                .expectEvents(removed(CLIP, MOUSSA, MOUSSA, false));
    }

    @Test
    void a_clip_is_renamed_and_removed_by_who_made_it_and_by_who_recorded_it() {
        for (UserId by : List.of(MOUSSA, AWA)) {
            fixture.given(opened, made(CLIP, MOUSSA))
                    .when(new RenameClip(ID, CLIP, by, WORDS, T1))
                    .expectEvents(new ClipRenamed(ID, CLIP, by, WORDS, T1));
            fixture.given(opened, made(CLIP, MOUSSA))
                    .when(new RemoveClip(ID, CLIP, by, T1))
                    .expectEvents(removed(CLIP, MOUSSA, by, false));
        }
        UserId kofi = new UserId("01KOFI");
        refused(fixture.given(opened, made(CLIP, MOUSSA)).when(new RenameClip(ID, CLIP, kofi, WORDS, T1)), FORBIDDEN);
        refused(fixture.given(opened, made(CLIP, MOUSSA)).when(new RemoveClip(ID, CLIP, kofi, T1)), FORBIDDEN);
        fixture.given(opened, made(CLIP, MOUSSA))
                .when(new RemoveClipByAdmin(ID, CLIP, kofi, T1))
                .expectEvents(removed(CLIP, MOUSSA, kofi, true));
    }

    @Test
    void a_clip_that_is_gone_is_neither_renamed_nor_removed() {
        Object gone = removed(CLIP, MOUSSA, MOUSSA, false);
        refused(
                fixture.given(opened, made(CLIP, MOUSSA), gone).when(new RenameClip(ID, CLIP, MOUSSA, WORDS, T1)),
                CLIP_NOT_FOUND);
        refused(
                fixture.given(opened, made(CLIP, MOUSSA), gone).when(new RemoveClip(ID, CLIP, AWA, T1)),
                CLIP_NOT_FOUND);
        refused(fixture.given(opened).when(new RemoveClipByAdmin(ID, CLIP, AWA, T1)), CLIP_NOT_FOUND);
    }

    private static MakeClip make(ClipId clip, UserId by, int most) {
        return new MakeClip(ID, clip, by, WORDS, Duration.ofSeconds(1), MINUTE, most, T1);
    }

    private static ClipMade made(ClipId clip, UserId by) {
        return new ClipMade(ID, clip, by, WORDS, Duration.ofSeconds(1), MINUTE, T1);
    }

    private static ClipRemoved removed(ClipId clip, UserId madeBy, UserId by, boolean byAdmin) {
        return new ClipRemoved(ID, clip, madeBy, by, byAdmin, T1);
    }

    private static FinishRecording finish(RecordingEnd why, boolean forGood) {
        return new FinishRecording(ID, why, forGood, MINUTE, 1_000, T1);
    }

    private static void refused(ResultValidator<Recording> result, RefusalCode code) {
        result.expectException(
                        Matchers.matches((Throwable no) -> no instanceof Refused refused && refused.code() == code))
                .expectNoEvents();
    }
}
