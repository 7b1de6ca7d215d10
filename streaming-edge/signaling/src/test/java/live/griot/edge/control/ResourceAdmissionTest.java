package live.griot.edge.control;

import static live.griot.edge.control.EdgeHouse.HOST;
import static live.griot.edge.control.EdgeHouse.NOW;
import static live.griot.edge.control.EdgeHouse.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.LinkId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.SessionText;
import live.griot.api.session.Visibility;
import live.griot.api.stage.Devices;
import live.griot.edge.signaling.PeerResource;
import live.griot.edge.signaling.PeerRole;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who is let in by WHIP and WHEP and who is put out: places that many want at once, bans, and tickets from before. */
class ResourceAdmissionTest extends ResourceConnectionsFixture {
    private static final int MANY = 10;
    private static final UserId KOFI = new UserId("U5");

    @Test
    void the_last_place_is_given_once_and_free_again_when_somebody_goes() {
        published();
        PeerResource first = house.resources.play(viewer, PLAY);
        house.resources.play(house.ticket("V2", Role.VIEWER), PLAY);
        Ticket third = house.ticket("V3", Role.VIEWER);

        assertRefused(RefusalCode.SESSION_FULL, () -> house.resources.play(third, PLAY));
        house.resources.leave(PeerRole.VIEWER, first.id());

        assertThat(house.resources.play(third, PLAY).answer()).contains("a=sendonly");
        assertRefused(RefusalCode.SESSION_FULL, () -> house.resources.play(house.ticket("V4", Role.VIEWER), PLAY));
    }

    @Test
    void a_player_that_comes_again_to_a_full_session_gets_its_own_place() {
        published();
        house.resources.play(viewer, PLAY);
        house.resources.play(house.ticket("V2", Role.VIEWER), PLAY);

        PeerResource again = house.resources.play(viewer, PLAY);

        assertThat(house.edge.viewers).extracting(FakeEdge.Opened::isOpen).containsExactly(false, true, true);
        Ticket third = house.ticket("V3", Role.VIEWER);
        assertRefused(RefusalCode.SESSION_FULL, () -> house.resources.play(third, PLAY));
        house.resources.leave(PeerRole.VIEWER, again.id());
        assertThat(house.resources.play(third, PLAY).answer()).contains("a=sendonly");
        assertRefused(RefusalCode.SESSION_FULL, () -> house.resources.play(house.ticket("V4", Role.VIEWER), PLAY));
    }

    @Test
    void a_person_who_comes_again_with_another_ticket_gets_their_own_place_in_a_full_session() {
        published();
        PeerResource before = house.resources.play(house.ticket("V1", KOFI, NOW), PLAY);
        house.resources.play(house.ticket("V2", Role.VIEWER), PLAY);

        house.resources.play(house.ticket("V3", KOFI, NOW), PLAY);

        assertThat(house.edge.viewers).extracting(FakeEdge.Opened::isOpen).containsExactly(false, true, true);
        assertRefused(RefusalCode.NOT_FOUND, () -> house.resources.find(PeerRole.VIEWER, before.id()));
        assertThat(house.viewers.places().hasRoom(SESSION, KOFI)).isTrue();
        assertThat(house.viewers.places().hasRoom(SESSION, null)).isFalse();
        assertThat(house.viewers.places().hasRoom(SESSION, HOST)).isFalse();
        assertRefused(RefusalCode.SESSION_FULL, () -> house.resources.play(house.ticket("V4", Role.VIEWER), PLAY));
    }

    @Test
    void a_person_watches_on_two_devices_while_there_is_room() {
        published();

        house.resources.play(house.ticket("V1", KOFI, NOW), PLAY);
        house.resources.play(house.ticket("V2", KOFI, NOW), PLAY);

        assertThat(house.edge.viewers).extracting(FakeEdge.Opened::isOpen).containsExactly(true, true);
    }

    @RepeatedTest(50)
    void no_place_is_lost_or_won_when_one_player_comes_again_many_times_at_once() {
        published();
        house.resources.play(house.ticket("V2", Role.VIEWER), PLAY);

        List<String> told = atOnce(MANY, number -> house.resources.play(viewer, PLAY));

        assertThat(told).containsOnly("in");
        assertThat(house.edge.viewers.stream().filter(FakeEdge.Opened::isOpen)).hasSize(2);
        assertRefused(RefusalCode.SESSION_FULL, () -> house.resources.play(house.ticket("V3", Role.VIEWER), PLAY));
    }

    @RepeatedTest(50)
    void the_last_place_is_given_to_one_of_many_who_come_at_once() {
        published();
        house.resources.play(viewer, PLAY);

        List<String> told = atOnce(MANY, number -> house.resources.play(ticketOf(person(number), NOW), PLAY));

        assertThat(told).containsOnly("in", "SESSION_FULL");
        assertThat(Collections.frequency(told, "in")).isEqualTo(1);
        assertThat(house.edge.viewers).hasSize(2);
        assertThat(house.viewers.places().hasRoom(SESSION, null)).isFalse();
    }

    @RepeatedTest(50)
    void no_place_is_lost_or_won_when_many_come_and_go_at_once() {
        published();

        List<String> told = atOnce(MANY, number -> {
            PeerResource in = house.resources.play(ticketOf(person(number), NOW), PLAY);
            house.resources.leave(PeerRole.VIEWER, in.id());
        });

        assertThat(told).contains("in");
        house.resources.play(viewer, PLAY);
        house.resources.play(house.ticket("V2", Role.VIEWER), PLAY);
        assertRefused(RefusalCode.SESSION_FULL, () -> house.resources.play(house.ticket("V3", Role.VIEWER), PLAY));
    }

    @RepeatedTest(50)
    void who_comes_in_while_being_banned_is_out() {
        published();
        Ticket ticket = ticketOf(person(1), NOW);
        PersonBanned ban = ban(ticket, NOW.minusMillis(3));

        List<String> told = atOnce(2, number -> {
            if (number == 0) {
                house.happens(ban);
            } else {
                house.resources.play(ticket, PLAY);
            }
        });

        assertThat(told.getLast()).isIn("in", "INVALID_TICKET");
        assertThat(house.edge.viewers).noneMatch(FakeEdge.Opened::isOpen);
        assertThat(house.viewers.isWatching(ticket.id())).isFalse();
    }

    @Test
    void a_ban_holds_for_tickets_that_were_issued_while_it_was_stored_and_is_over_when_lifted() {
        published();
        Ticket ticket = ticketOf(person(1), NOW);
        house.happens(ban(ticket, NOW.minusMillis(3)));
        assertRefused(RefusalCode.INVALID_TICKET, () -> house.resources.play(ticket, PLAY));

        house.happens(new BanLifted(SESSION, person(1), HOST, NOW));

        assertThat(house.resources.play(ticket, PLAY).answer()).contains("a=sendonly");
        Ticket before = ticketOf(person(1), NOW.minusMillis(4));
        assertRefused(RefusalCode.INVALID_TICKET, () -> house.resources.play(before, PLAY));
    }

    @Test
    void who_is_put_out_is_cut_off_and_their_ticket_is_good_no_longer() {
        published();
        Ticket kofis = house.ticket("V5", KOFI, NOW);
        house.resources.play(kofis, PLAY);
        house.resources.play(viewer, PLAY);

        house.happens(new PersonBanned(SESSION, KOFI, EdgeHouse.HOST, null, null, NOW));

        assertThat(house.edge.viewers.getFirst().isOpen()).isFalse();
        assertThat(house.edge.viewers.getLast().isOpen()).isTrue();
        assertRefused(RefusalCode.INVALID_TICKET, () -> house.resources.play(kofis, PLAY));
        house.banned.add(KOFI);
        assertRefused(
                RefusalCode.BANNED, () -> house.resources.play(house.ticket("V6", KOFI, NOW.plusMillis(1)), PLAY));
    }

    @Test
    void a_session_that_becomes_private_lets_those_go_who_have_neither_a_name_nor_a_link() {
        published();
        Ticket named = house.ticket("V5", KOFI, NOW);
        Ticket byLink = new Ticket(
                new AttendanceId("V6"),
                SESSION,
                null,
                null,
                Role.VIEWER,
                Devices.OFF,
                LinkId.of("code"),
                NOW,
                NOW.plusSeconds(60));
        house.resources.play(named, PLAY);
        house.resources.play(viewer, PLAY);
        house.visibility = Visibility.PRIVATE;

        SessionText words = new SessionText(HOST, "Tales", false);
        house.happens(new SessionEdited(SESSION, HOST, words, words, Visibility.PRIVATE, 4, NOW));

        assertThat(house.edge.viewers).extracting(FakeEdge.Opened::isOpen).containsExactly(true, false);
        assertRefused(RefusalCode.SESSION_NOT_FOUND, () -> house.resources.play(viewer, PLAY));
        assertThat(house.resources.play(byLink, PLAY).answer()).contains("a=sendonly");
    }

    @Test
    void who_was_removed_is_cut_off_though_they_connected_after_with_a_ticket_from_before() {
        published();
        Ticket kofis = house.ticket("V5", KOFI, NOW.minusMillis(5));
        house.resources.play(kofis, PLAY);

        house.happens(new ParticipantRemoved(SESSION, KOFI, EdgeHouse.HOST, NOW.minusMillis(3)));

        assertThat(house.edge.viewers.getFirst().isOpen()).isFalse();
    }

    @Test
    void who_was_removed_comes_back_with_a_fresh_ticket_only() {
        published();
        house.happens(new ParticipantRemoved(SESSION, KOFI, EdgeHouse.HOST, NOW));

        assertRefused(RefusalCode.INVALID_TICKET, () -> house.resources.play(house.ticket("V5", KOFI, NOW), PLAY));
        assertThat(house.resources
                        .play(house.ticket("V6", KOFI, NOW.plusNanos(1_000)), PLAY)
                        .answer())
                .contains("a=sendonly");
    }

    @Test
    void who_was_host_when_the_ticket_was_issued_publishes_no_longer() {
        Ticket former = new Ticket(new AttendanceId("H9"), SESSION, KOFI, null, Role.HOST, ALL, null, NOW, NOW);

        assertRefused(RefusalCode.FORBIDDEN, () -> house.resources.publish(former, PUBLISH));
    }

    private static UserId person(int number) {
        return new UserId("P" + number);
    }

    private Ticket ticketOf(UserId person, Instant issuedAt) {
        return house.ticket("OF-" + person, person, issuedAt);
    }

    private static PersonBanned ban(Ticket ticket, Instant at) {
        return new PersonBanned(SESSION, Objects.requireNonNull(ticket.user()), HOST, null, null, at);
    }

    /** Lets many do something at once, held by one barrier; returns what each was told: "in", or the refusal's code. */
    private static List<String> atOnce(int many, IntConsumer deed) {
        CyclicBarrier barrier = new CyclicBarrier(many);
        List<Callable<String>> sides = IntStream.range(0, many)
                .<Callable<String>>mapToObj(number -> () -> {
                    barrier.await();
                    try {
                        deed.accept(number);
                        return "in";
                    } catch (Refused no) {
                        return no.code().name();
                    }
                })
                .toList();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
            List<String> told = new ArrayList<>();
            for (Future<String> side : threads.invokeAll(sides)) {
                told.add(side.get());
            }
            return told;
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
