package live.griot.chat.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.PersonBanned;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.moderation.MuteLifted;
import live.griot.api.moderation.PersonMuted;
import live.griot.api.session.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What reaches listeners is decided by where it stands in the log. */
class RecentSilencesTest {
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    private final RecentSilences silences = new RecentSilences();

    @Test
    void what_was_stored_before_the_mute_is_heard_and_what_after_it_is_not() {
        silences.learn(mute(null), 10);

        assertThat(isSilenced(LIVE, MOUSSA, 9)).isFalse();
        assertThat(isSilenced(LIVE, MOUSSA, 11)).isTrue();
    }

    @Test
    void others_are_heard_and_so_is_the_muted_person_elsewhere() {
        silences.learn(mute(null), 10);

        assertThat(isSilenced(LIVE, AWA, 11)).isFalse();
        assertThat(isSilenced(new SessionId("01OTHER"), MOUSSA, 11)).isFalse();
    }

    @Test
    void what_was_stored_after_the_mute_was_lifted_is_heard() {
        silences.learn(mute(null), 10);
        silences.learn(new MuteLifted(LIVE, MOUSSA, AWA, NOW), 20);

        assertThat(isSilenced(LIVE, MOUSSA, 15)).isTrue();
        assertThat(isSilenced(LIVE, MOUSSA, 21)).isFalse();
    }

    @Test
    void what_was_said_after_the_mutes_time_is_heard_though_its_end_is_not_in_the_log_yet() {
        silences.learn(mute(NOW.plusSeconds(10)), 10);

        assertThat(silences.isSilenced(sent(LIVE, MOUSSA, NOW.plusSeconds(9)), 11))
                .isTrue();
        assertThat(silences.isSilenced(sent(LIVE, MOUSSA, NOW.plusSeconds(10)), 12))
                .isFalse();
    }

    @Test
    void who_is_banned_and_muted_is_not_heard_when_only_one_of_the_two_is_over() {
        silences.learn(mute(null), 10);
        silences.learn(new PersonBanned(LIVE, MOUSSA, AWA, null, null, NOW), 11);
        silences.learn(new BanLifted(LIVE, MOUSSA, AWA, NOW), 12);

        assertThat(isSilenced(LIVE, MOUSSA, 13)).isTrue();
    }

    @Test
    void a_mute_that_is_read_again_by_somebody_who_comes_back_silences_nobody_anew() {
        silences.learn(mute(null), 10);
        silences.learn(new MuteLifted(LIVE, MOUSSA, AWA, NOW), 20);

        silences.learn(mute(null), 10);

        assertThat(isSilenced(LIVE, MOUSSA, 21)).isFalse();
        assertThat(isSilenced(LIVE, MOUSSA, 15)).isTrue();
    }

    @Test
    void the_latest_event_read_twice_changes_nothing() {
        silences.learn(mute(null), 10);
        silences.learn(mute(null), 10);

        assertThat(isSilenced(LIVE, MOUSSA, 9)).isFalse();
        assertThat(isSilenced(LIVE, MOUSSA, 11)).isTrue();
    }

    private boolean isSilenced(SessionId session, UserId author, long position) {
        return silences.isSilenced(sent(session, author, NOW), position);
    }

    private static PersonMuted mute(@Nullable Instant until) {
        return new PersonMuted(LIVE, MOUSSA, AWA, null, until, NOW);
    }

    private static MessageSent sent(SessionId session, UserId author, Instant at) {
        return new MessageSent(new MessageId("01MESSAGE"), session, author, Role.VIEWER, "sealed", null, at);
    }
}
