package live.griot.chat.message;

import static live.griot.api.refusal.RefusalCode.BANNED;
import static live.griot.api.refusal.RefusalCode.MUTED;
import static live.griot.chat.message.ChatWorld.AWA;
import static live.griot.chat.message.ChatWorld.KOFI;
import static live.griot.chat.message.ChatWorld.LIVE;
import static live.griot.chat.message.ChatWorld.MOUSSA;
import static live.griot.chat.message.ChatWorld.OTHER;
import static live.griot.chat.message.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import live.griot.api.admin.AdminBanLifted;
import live.griot.api.admin.BannedByAdmin;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.live.Update;
import live.griot.api.moderation.LiftMute;
import live.griot.api.moderation.MutePerson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is muted or banned says nothing, and what was under way then reaches nobody. */
class SilencesTest {
    private final ChatWorld world = new ChatWorld();

    @Test
    void who_is_muted_says_nothing_until_the_mute_is_lifted_or_over() {
        mute(MOUSSA, null);
        assertRefused(MUTED, () -> say(LIVE, MOUSSA, "hello"));
        assertThat(say(OTHER, MOUSSA, "elsewhere I may")).isNotNull();
        assertThat(say(LIVE, AWA, "and others may")).isNotNull();

        world.send(new LiftMute(LIVE, MOUSSA, AWA, world.clock.instant()));
        assertThat(say(LIVE, MOUSSA, "hello")).isNotNull();

        mute(MOUSSA, Duration.ofMinutes(10));
        assertRefused(MUTED, () -> say(LIVE, MOUSSA, "hello"));
        world.clock.pass(Duration.ofMinutes(10));
        assertThat(say(LIVE, MOUSSA, "hello")).isNotNull();
    }

    @Test
    void a_message_that_was_under_way_when_its_author_was_muted_is_not_accepted_and_reaches_nobody() {
        world.meanwhile = () -> mute(MOUSSA, null);

        assertRefused(MUTED, () -> say(LIVE, MOUSSA, "too late"));

        assertThat(world.sent()).as("stored, since nobody could know").hasSize(1);
        assertThat(world.history.newestFirst(LIVE, null, 10)).isEmpty();
        assertThat(world.figures.of(LIVE).messages()).isZero();
        assertThat(told()).isEmpty();
    }

    @Test
    void a_message_that_was_under_way_when_its_author_was_banned_is_not_accepted_and_reaches_nobody() {
        world.meanwhile = () -> world.happens(new PersonBanned(LIVE, MOUSSA, AWA, null, null, world.clock.instant()));

        assertRefused(BANNED, () -> say(LIVE, MOUSSA, "too late"));

        assertThat(world.history.newestFirst(LIVE, null, 10)).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void a_message_that_was_under_way_when_an_admin_banned_its_author_reaches_nobody_in_any_session() {
        world.meanwhile = () -> world.happens(new BannedByAdmin(MOUSSA, AWA, null, world.clock.instant()));

        assertRefused(BANNED, () -> say(LIVE, MOUSSA, "too late"));
        assertRefused(BANNED, () -> say(OTHER, MOUSSA, "later still"));

        assertThat(world.history.newestFirst(LIVE, null, 10)).isEmpty();
        assertThat(told()).isEmpty();
        assertThat(say(LIVE, KOFI, "hello")).isNotNull();
        world.happens(new AdminBanLifted(MOUSSA, AWA, world.clock.instant()));
        assertThat(say(LIVE, MOUSSA, "hello")).isNotNull();
        world.replay();
        assertThat(world.history.newestFirst(LIVE, null, 10)).hasSize(2);
    }

    @Test
    void what_was_said_before_a_mute_stays() {
        say(LIVE, MOUSSA, "in time");
        mute(MOUSSA, null);

        assertThat(world.history.newestFirst(LIVE, null, 10)).hasSize(1);
        assertThat(told()).hasSize(1);
    }

    private void mute(UserId person, @Nullable Duration duration) {
        Instant now = world.clock.instant();
        world.send(new MutePerson(LIVE, person, AWA, null, duration == null ? null : now.plus(duration), now));
    }

    /** Returns what listeners of the chat are told of everything that happened, in its order. */
    private List<Update> told() {
        List<Update> told = new ArrayList<>();
        for (int position = 0; position < world.events.size(); position++) {
            world.updates.updatesOf(world.events.get(position), position).stream()
                    .filter(update -> update.type().equals("messageSent"))
                    .forEach(told::add);
        }
        return told;
    }

    private MessageId say(SessionId session, UserId author, String words) {
        return world.posting.post(session, author, words, null);
    }
}
