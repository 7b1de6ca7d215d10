package live.griot.chat.room;

import static live.griot.api.refusal.RefusalCode.TOO_MANY;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.moderation.ChangeChat;
import live.griot.api.moderation.ChatChanged;
import live.griot.api.moderation.ChatExpired;
import live.griot.api.moderation.EndMute;
import live.griot.api.moderation.ExpireChat;
import live.griot.api.moderation.LiftMute;
import live.griot.api.moderation.MessagePinned;
import live.griot.api.moderation.MessageUnpinned;
import live.griot.api.moderation.MuteLifted;
import live.griot.api.moderation.MutePerson;
import live.griot.api.moderation.PersonMuted;
import live.griot.api.moderation.PinMessage;
import live.griot.api.moderation.SealedWords;
import live.griot.api.moderation.UnpinMessage;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.FeatureMatcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomModerationTest {
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
    private static final Instant SOON = NOW.plusSeconds(600);
    private static final Instant LATER = NOW.plusSeconds(6_000);
    private static final SealedWords WORDS = new SealedWords(AWA, "sealed");

    private AggregateTestFixture<RoomModeration> room;

    @BeforeEach
    void fresh() {
        room = new AggregateTestFixture<>(RoomModeration.class);
    }

    @Test
    void the_first_mute_makes_the_room() {
        room.givenNoPriorActivity().when(mute(SOON)).expectEvents(muted(SOON));
    }

    @Test
    void a_mute_that_would_have_ended_already_is_refused() {
        refused(VALIDATION_FAILED, room.givenNoPriorActivity().when(mute(NOW)));
    }

    @Test
    void who_is_muted_already_is_muted_anew() {
        room.given(muted(SOON)).when(mute(LATER)).expectEvents(muted(LATER));
    }

    @Test
    void there_are_only_so_many_mutes_but_who_has_one_may_have_another() {
        Object[] full = IntStream.range(0, RoomLimits.MUTES)
                .mapToObj(number -> new PersonMuted(LIVE, new UserId("01P" + number), AWA, null, null, NOW))
                .toArray();

        refused(TOO_MANY, room.given(full).when(mute(null)));
        room.given(full)
                .when(new MutePerson(LIVE, new UserId("01P7"), AWA, null, SOON, NOW))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_mute_is_lifted_by_hand_once() {
        LiftMute lift = new LiftMute(LIVE, MOUSSA, AWA, NOW);

        room.given(muted(null)).when(lift).expectEvents(new MuteLifted(LIVE, MOUSSA, AWA, NOW));
        room.given(muted(null), new MuteLifted(LIVE, MOUSSA, AWA, NOW))
                .when(lift)
                .expectNoEvents();
    }

    @Test
    void a_mute_ends_by_time_and_nobody_is_named_for_it() {
        room.given(muted(SOON))
                .when(new EndMute(LIVE, MOUSSA, SOON, SOON))
                .expectEvents(new MuteLifted(LIVE, MOUSSA, null, SOON));
    }

    @Test
    void the_end_of_one_mute_is_not_the_end_of_another() {
        room.given(muted(SOON), muted(LATER))
                .when(new EndMute(LIVE, MOUSSA, SOON, SOON))
                .expectNoEvents();
        room.given(muted(SOON), muted(null))
                .when(new EndMute(LIVE, MOUSSA, SOON, SOON))
                .expectNoEvents();
        room.given(muted(SOON), new MuteLifted(LIVE, MOUSSA, AWA, NOW))
                .when(new EndMute(LIVE, MOUSSA, SOON, SOON))
                .expectNoEvents();
    }

    @Test
    void what_is_not_told_of_the_settings_stays() {
        room.given(changed(Duration.ofSeconds(10), true, WORDS))
                .when(change(null, false, null))
                .expectEvents(changed(Duration.ofSeconds(10), false, WORDS));
    }

    @Test
    void a_change_that_changes_nothing_is_none() {
        room.given(changed(Duration.ofSeconds(10), true, WORDS))
                .when(change(Duration.ofSeconds(10), true, null))
                .expectNoEvents();
    }

    @Test
    void a_room_comes_into_being_by_being_told_to_stay_as_it_is() {
        room.givenNoPriorActivity()
                .when(change(Duration.ZERO, null, null))
                .expectEvents(changed(Duration.ZERO, false, null));
    }

    @Test
    void a_few_messages_are_pinned_each_once() {
        Object[] pinned = IntStream.range(0, RoomLimits.PINS)
                .mapToObj(number -> new MessagePinned(LIVE, message(number), AWA, NOW))
                .toArray();

        room.givenNoPriorActivity()
                .when(new PinMessage(LIVE, message(0), AWA, NOW))
                .expectEvents(new MessagePinned(LIVE, message(0), AWA, NOW));
        room.given(pinned).when(new PinMessage(LIVE, message(0), AWA, NOW)).expectNoEvents();
        refused(TOO_MANY, room.given(pinned).when(new PinMessage(LIVE, message(99), AWA, NOW)));
        room.given(pinned)
                .andGiven(new MessageUnpinned(LIVE, message(2), AWA, NOW))
                .when(new PinMessage(LIVE, message(99), AWA, NOW))
                .expectEvents(new MessagePinned(LIVE, message(99), AWA, NOW));
    }

    @Test
    void a_pin_that_is_not_there_is_not_taken_off() {
        room.given(new MessagePinned(LIVE, message(1), AWA, NOW))
                .when(new UnpinMessage(LIVE, message(2), AWA, NOW))
                .expectNoEvents();
    }

    @Test
    void a_chat_expires_once_though_nobody_ever_kept_order_in_it() {
        room.givenNoPriorActivity().when(new ExpireChat(LIVE, NOW)).expectEvents(new ChatExpired(LIVE, NOW));
        room.given(new ChatExpired(LIVE, NOW)).when(new ExpireChat(LIVE, LATER)).expectNoEvents();
    }

    private static MutePerson mute(@Nullable Instant until) {
        return new MutePerson(LIVE, MOUSSA, AWA, "sealed", until, NOW);
    }

    private static PersonMuted muted(@Nullable Instant until) {
        return new PersonMuted(LIVE, MOUSSA, AWA, "sealed", until, NOW);
    }

    private static ChangeChat change(
            @Nullable Duration slowMode, @Nullable Boolean membersOnly, @Nullable SealedWords words) {
        return new ChangeChat(LIVE, AWA, slowMode, membersOnly, null, words, NOW);
    }

    private static ChatChanged changed(Duration slowMode, boolean membersOnly, @Nullable SealedWords words) {
        return new ChatChanged(LIVE, AWA, slowMode, membersOnly, true, words, NOW);
    }

    private static MessageId message(int number) {
        return new MessageId("01M" + number);
    }

    private static void refused(RefusalCode code, ResultValidator<RoomModeration> result) {
        result.expectException(new FeatureMatcher<Refused, RefusalCode>(equalTo(code), "refused with", "code") {
                    @Override
                    protected RefusalCode featureValueOf(Refused refused) {
                        return refused.code();
                    }
                })
                .expectNoEvents();
    }
}
