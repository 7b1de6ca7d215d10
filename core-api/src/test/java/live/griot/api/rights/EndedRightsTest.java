package live.griot.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import live.griot.api.admin.AdminBanLifted;
import live.griot.api.admin.BannedByAdmin;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.SignInsEnded;
import live.griot.api.identity.Ticket;
import live.griot.api.session.AttendanceEnded;
import live.griot.api.session.Role;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.SessionText;
import live.griot.api.session.Visibility;
import live.griot.api.stage.Devices;
import live.griot.api.stage.ParticipantUnseated;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a node remembers of rights that ended, and for how long. */
class EndedRightsTest {
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId KOFI = new UserId("01KOFI");
    private static final UserId GUEST = new UserId("G01JD00000000000000000GEST0");
    private static final SignInId PHONE = new SignInId("01PHONE");
    private static final SignInId LAPTOP = new SignInId("01LAPTOP");
    private static final Instant T0 = Instant.parse("2026-11-28T20:00:00Z");
    private static final Duration TOKEN = Duration.ofMinutes(15);

    private final EndedRights ended = at(T0);

    @Test
    void a_sign_in_ends_with_its_tickets_and_no_other() {
        happens(ended, new SignInsEnded(KOFI, Set.of(PHONE), Ending.LOG_OUT, T0));

        assertThat(ended.isEnded(PHONE)).isTrue();
        assertThat(ended.isEnded(LAPTOP)).isFalse();
        assertThat(ended.isEnded(ticket("T1", KOFI, PHONE, T0.plusSeconds(1)))).isTrue();
        assertThat(ended.isEnded(ticket("T2", KOFI, LAPTOP, T0))).isFalse();
    }

    @Test
    void a_sign_in_is_forgotten_once_its_tokens_are_expired_anyway() {
        EndedRights later = at(T0.plus(TOKEN).plusSeconds(1));
        happens(later, new SignInsEnded(KOFI, Set.of(PHONE), Ending.LOG_OUT, T0));
        assertThat(later.isEnded(PHONE)).isFalse();

        EndedRights inTime = at(T0.plus(TOKEN));
        happens(inTime, new SignInsEnded(KOFI, Set.of(PHONE), Ending.LOG_OUT, T0));
        assertThat(inTime.isEnded(PHONE)).isTrue();
    }

    @Test
    void who_was_removed_comes_back_with_a_ticket_from_after_that() {
        happens(ended, new ParticipantRemoved(LIVE, KOFI, AWA, T0));

        assertThat(ended.isEnded(ticket("T1", KOFI, PHONE, T0))).isTrue();
        assertThat(ended.isEnded(ticket("T2", KOFI, PHONE, T0.plusMillis(1)))).isFalse();
    }

    @Test
    void who_is_banned_does_not_until_the_ban_is_lifted() {
        Ticket after = ticket("T1", KOFI, PHONE, T0.plusSeconds(1));
        happens(ended, new PersonBanned(LIVE, KOFI, AWA, null, null, T0));
        assertThat(ended.isEnded(after)).isTrue();

        ended.giveBack(new BanLifted(LIVE, KOFI, AWA, T0.plusSeconds(2)));

        assertThat(ended.isEnded(after)).isFalse();
        assertThat(ended.isEnded(ticket("T2", KOFI, PHONE, T0))).isTrue();
    }

    @Test
    void who_is_banned_by_an_admin_comes_into_no_session_until_that_is_lifted_or_its_time_is_over() {
        Ticket after = ticket("T1", KOFI, PHONE, T0.plusSeconds(1));
        happens(ended, new BannedByAdmin(KOFI, AWA, null, T0));
        assertThat(ended.isEnded(after)).isTrue();
        assertThat(ended.isEnded(ticket("T2", AWA, PHONE, T0))).isFalse();
        assertThat(ended.isEnded(PHONE)).as("the sign-in").isFalse();

        ended.giveBack(new AdminBanLifted(KOFI, AWA, T0));
        assertThat(ended.isEnded(after)).isFalse();
        assertThat(ended.isEnded(ticket("T3", KOFI, PHONE, T0))).isTrue();

        happens(ended, new BannedByAdmin(KOFI, AWA, T0.plusSeconds(1), T0));
        assertThat(ended.isEnded(after)).isTrue();
        EndedRights later = at(T0.plusSeconds(1));
        happens(later, new BannedByAdmin(KOFI, AWA, T0.plusSeconds(1), T0));
        assertThat(later.isEnded(after)).isFalse();
    }

    @Test
    void a_goodbye_ends_one_ticket_and_a_lost_seat_none() {
        happens(ended, new AttendanceEnded(new AttendanceId("T1"), LIVE, T0));
        happens(ended, new ParticipantUnseated(LIVE, KOFI, AWA, T0));

        assertThat(ended.isEnded(ticket("T1", KOFI, PHONE, T0.plusSeconds(1)))).isTrue();
        assertThat(ended.isEnded(ticket("T2", KOFI, PHONE, T0))).isFalse();
    }

    @Test
    void a_session_made_private_is_closed_to_those_alone_whom_nothing_lets_in() {
        happens(ended, edited(Visibility.PRIVATE));

        assertThat(ended.isClosedTo(ticket("T1", null, null, T0))).isTrue();
        assertThat(ended.isClosedTo(ticket("T2", GUEST, null, T0))).isTrue();
        assertThat(ended.isClosedTo(ticket("T3", GUEST, PHONE, T0)))
                .as("who said a name")
                .isFalse();
        assertThat(ended.isClosedTo(ticket("T4", KOFI, PHONE, T0))).isFalse();
        ended.giveBack(edited(Visibility.PUBLIC));
        assertThat(ended.isClosedTo(ticket("T1", null, null, T0))).isFalse();
    }

    private static void happens(EndedRights memory, Object event) {
        memory.add(RightsEnd.by(event).orElseThrow());
    }

    private static EndedRights at(Instant now) {
        return new EndedRights(Clock.fixed(now, ZoneOffset.UTC), TOKEN);
    }

    private static SessionEdited edited(Visibility visibility) {
        SessionText words = new SessionText(AWA, "Tales", false);
        return new SessionEdited(LIVE, AWA, words, words, visibility, 4, T0);
    }

    private static Ticket ticket(String id, @Nullable UserId user, @Nullable SignInId signIn, Instant issuedAt) {
        return new Ticket(
                new AttendanceId(id),
                LIVE,
                user,
                signIn,
                Role.VIEWER,
                Devices.OFF,
                null,
                issuedAt,
                issuedAt.plusSeconds(60));
    }
}
