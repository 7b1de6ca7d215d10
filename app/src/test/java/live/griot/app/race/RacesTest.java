package live.griot.app.race;

import static live.griot.app.race.Moves.ADMITTED;
import static live.griot.app.race.Moves.BANNED;
import static live.griot.app.race.Moves.DONE;
import static live.griot.app.race.Moves.INVALID_TICKET;
import static live.griot.app.race.Moves.INVALID_TRANSITION;
import static live.griot.app.race.Moves.INVITATION_ANSWERED;
import static live.griot.app.race.Moves.LINK_USED_UP;
import static live.griot.app.race.Moves.NOT_HOST;
import static live.griot.app.race.Moves.NOT_PRESENT;
import static live.griot.app.race.Moves.PERSON_BANNED;
import static live.griot.app.race.Moves.SEATED;
import static live.griot.app.race.Moves.STAGE_FULL;
import static live.griot.app.race.Moves.accept;
import static live.griot.app.race.Moves.ban;
import static live.griot.app.race.Moves.comeBy;
import static live.griot.app.race.Moves.end;
import static live.griot.app.race.Moves.handOver;
import static live.griot.app.race.Moves.join;
import static live.griot.app.race.Moves.leave;
import static live.griot.app.race.Moves.play;
import static live.griot.app.race.Moves.promote;
import static live.griot.app.race.Moves.revoke;
import static live.griot.app.race.Moves.setSeats;
import static live.griot.app.race.Moves.start;
import static live.griot.app.race.Together.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import live.griot.app.storage.DatabaseServer;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds when people do things at once: nobody is told a lie, and what is stored breaks no rule, whoever comes first. On two
 * nodes no lock in memory helps, only that the store keeps each number of a session's events once.
 */
@BesideOthers
@ParameterizedClass(name = "{0}")
@EnumSource
class RacesTest {
    /** Nothing is refused for being much, and nothing ends by itself. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "griot.invitation.max-pending", "100000",
            "griot.pace.join-burst", "100000",
            "griot.session.host-grace", "PT1H");

    @TempDir
    static Path directory;

    static DatabaseServer server;
    static final List<StartedGriot> NODES = new ArrayList<>();
    static final Map<Where, Arena> ARENAS = new EnumMap<>(Where.class);

    /** Where the races are run; on the server now on one node, now with the sides on two. */
    enum Where {
        EMBEDDED_DATABASE,
        TWO_NODES_OF_ONE_DATABASE
    }

    private final List<Live> lives = new ArrayList<>();
    private final Arena arena;
    private final Somebody awa;
    private final Somebody moussa;
    private final Somebody ines;
    private final Somebody kofi;
    private final Somebody binta;

    RacesTest(Where where) {
        arena = Objects.requireNonNull(ARENAS.get(where));
        awa = arena.person("awa");
        moussa = arena.person("moussa");
        ines = arena.person("ines");
        kofi = arena.person("kofi");
        binta = arena.person("binta");
    }

    @BeforeAll
    static void open() {
        server = DatabaseServer.start(directory.resolve("server"));
        Map<String, String> onServer = new HashMap<>(PROPERTIES);
        onServer.putAll(server.properties());
        NODES.add(StartedGriot.in(directory.resolve("embedded"), PROPERTIES));
        NODES.add(StartedGriot.in(directory.resolve("griot"), onServer));
        NODES.add(StartedGriot.in(directory.resolve("griot"), onServer));
        ARENAS.put(Where.EMBEDDED_DATABASE, Arena.of(NODES.get(0)));
        ARENAS.put(Where.TWO_NODES_OF_ONE_DATABASE, Arena.of(NODES.get(1), NODES.get(2)));
    }

    @AfterAll
    static void close() {
        NODES.reversed().forEach(StartedGriot::close);
        server.close();
    }

    @AfterEach
    void what_is_stored_breaks_no_rule_and_is_what_everybody_is_told() {
        lives.forEach(Live::holds);
    }

    @Race
    void last_seat_goes_to_one_of_two_who_race_for_it() {
        var live = aLive().withSeats(2).hostedBy(awa).inviting(moussa, ines);
        var answers = together(() -> accept(live, moussa), () -> accept(live, ines));
        assertThat(answers).containsExactlyInAnyOrder(SEATED, STAGE_FULL);
    }

    @Race
    void last_seat_goes_to_one_of_three_who_come_by_invitation_by_link_and_by_promotion() {
        var live = aLive().withSeats(2).hostedBy(awa).inviting(moussa).watchedBy(kofi);
        var link = live.linkFor("GUEST", 5);
        var answers =
                together(() -> accept(live, moussa), () -> comeBy(link, live, ines), () -> promote(live, awa, kofi));
        assertThat(answers).containsExactlyInAnyOrder(SEATED, STAGE_FULL, STAGE_FULL);
        assertThat(live.stored().times("stage.participant-seated")).isEqualTo(1);
    }

    @Race
    void nine_seats_go_to_nine_of_twelve_who_race_for_them() {
        var guests = arena.guests(12);
        var live = aLive().withSeats(10).hostedBy(awa).inviting(guests);
        var answers = together(guests, guest -> accept(live, guest));
        assertThat(answers).containsOnly(SEATED, STAGE_FULL);
        assertThat(Collections.frequency(answers, SEATED)).isEqualTo(9);
    }

    @Race
    void an_accept_that_is_sent_twice_at_once_gives_one_seat_and_two_good_answers() {
        var live = aLive().withSeats(2).hostedBy(awa).inviting(moussa);
        var answers = together(() -> accept(live, moussa), () -> accept(live, moussa));
        assertThat(answers).containsExactly(SEATED, SEATED);
        assertThat(live.stored().towhom("stage.participant-seated")).containsExactly(moussa.id());
    }

    @Race
    void an_invitation_is_either_accepted_or_revoked() {
        var live = aLive().withSeats(2).hostedBy(awa).inviting(moussa);
        var answers = together(() -> accept(live, moussa), () -> revoke(live, awa, moussa));
        assertThat(answers).isIn(List.of(SEATED, INVITATION_ANSWERED), List.of(INVITATION_ANSWERED, DONE));
        assertThat(live.stored().onStage().contains(moussa.id()))
                .isEqualTo(answers.getFirst().equals(SEATED));
    }

    @Race
    void fewer_seats_and_one_more_guest_do_not_go_together() {
        var live = aLive().withSeats(3).hostedBy(awa).withOnStage(moussa).inviting(ines);
        var answers = together(() -> setSeats(live, awa, 2), () -> accept(live, ines));
        assertThat(answers).isIn(List.of(DONE, STAGE_FULL), List.of(STAGE_FULL, SEATED));
    }

    @Race
    void of_two_starts_one_starts_the_live() {
        var live = aLive().hostedBy(awa);
        var answers = together(() -> start(live, awa), () -> start(live, awa));
        assertThat(answers).containsExactlyInAnyOrder(DONE, INVALID_TRANSITION);
        assertThat(live.stored().times("session.started")).isEqualTo(1);
    }

    @Race
    void who_accepts_while_the_live_ends_is_seated_before_the_end_or_not_at_all() {
        var live = aLive().hostedBy(awa).started().inviting(moussa);
        var answers = together(() -> end(live, awa), () -> accept(live, moussa));
        assertThat(answers.getFirst()).isEqualTo(DONE);
        // The end also lets an invitation expire.
        assertThat(answers.getLast()).isIn(SEATED, INVALID_TRANSITION, INVITATION_ANSWERED);
        assertThat(live.stored().times("session.ending")).isEqualTo(1);
        if (answers.getLast().equals(SEATED)) {
            assertThat(live.stored().onStage()).contains(moussa.id());
        }
        await().until(() ->
                !moussa.client().get("/api/invitations?state=PENDING").text().contains(live.id));
    }

    @Race
    void a_link_with_one_use_admits_one_of_ten() {
        var takers = arena.guests(10);
        var live = aLive().hostedBy(awa);
        var link = live.linkFor("VIEWER", 1);
        var answers = together(takers, taker -> comeBy(link, live, taker));
        assertThat(answers).containsOnly(ADMITTED, LINK_USED_UP);
        assertThat(Collections.frequency(answers, ADMITTED)).isEqualTo(1);
        assertThat(live.stored().towhom("door.link-used"))
                .containsExactly(takers.get(answers.indexOf(ADMITTED)).id());
    }

    @Race
    void a_link_with_one_use_seats_one_of_ten() {
        var takers = arena.guests(10);
        var live = aLive().hostedBy(awa);
        var link = live.linkFor("GUEST", 1);
        var answers = together(takers, taker -> comeBy(link, live, taker));
        assertThat(answers).containsOnly(SEATED, LINK_USED_UP);
        assertThat(Collections.frequency(answers, SEATED)).isEqualTo(1);
        assertThat(live.stored().towhom("stage.participant-seated"))
                .containsExactly(takers.get(answers.indexOf(SEATED)).id());
    }

    @Race
    void a_link_with_ten_uses_refuses_none_of_ten() {
        var takers = arena.guests(10);
        var live = aLive().hostedBy(awa);
        var link = live.linkFor("VIEWER", 10);
        assertThat(together(takers, taker -> comeBy(link, live, taker))).containsOnly(ADMITTED);
        assertThat(live.stored().times("door.link-used")).isEqualTo(10);
    }

    @Race
    void an_endless_link_admits_once_who_comes_twice_at_once() {
        var live = aLive().hostedBy(awa);
        var link = live.endlessLink();
        assertThat(together(
                        () -> comeBy(link, live, ines),
                        () -> comeBy(link, live, ines),
                        () -> comeBy(link, live, moussa)))
                .containsOnly(ADMITTED);
        assertThat(live.admittances(ines)).isEqualTo(1);
        assertThat(live.stored().times("door.link-used")).isZero();
    }

    @Race
    void who_comes_by_an_endless_link_while_being_banned_is_out() {
        var live = aLive().hostedBy(awa).started();
        var link = live.endlessLink();
        var answers = together(() -> ban(live, awa, ines), () -> comeBy(link, live, ines));
        assertThat(answers).isIn(List.of(DONE, ADMITTED), List.of(DONE, BANNED));
        isOut(live, ines);
    }

    @Race
    void who_joins_while_being_banned_is_out() {
        var live = aLive().hostedBy(awa).started();
        var answers = together(() -> ban(live, awa, ines), () -> join(live, ines));
        assertThat(answers).isIn(List.of(DONE, ADMITTED), List.of(DONE, BANNED));
        isOut(live, ines);
    }

    @Race
    void who_accepts_while_being_banned_is_out() {
        var live = aLive().hostedBy(awa).started().inviting(ines);
        var answers = together(() -> ban(live, awa, ines), () -> accept(live, ines));
        assertThat(answers).isIn(List.of(DONE, SEATED), List.of(DONE, BANNED), List.of(DONE, INVITATION_ANSWERED));
        isOut(live, ines);
    }

    @Race
    void who_comes_by_a_link_while_being_banned_is_out() {
        var live = aLive().hostedBy(awa).started();
        var link = live.linkFor("GUEST", 5);
        var answers = together(() -> ban(live, awa, ines), () -> comeBy(link, live, ines));
        assertThat(answers).isIn(List.of(DONE, SEATED), List.of(DONE, BANNED));
        isOut(live, ines);
    }

    @Race
    void whom_one_moderator_bans_and_another_promotes_is_out() {
        var live = aLive().hostedBy(awa).started().withModerators(kofi, binta).watchedBy(ines);
        var answers = together(() -> ban(live, kofi, ines), () -> promote(live, binta, ines));
        assertThat(answers.getFirst()).isEqualTo(DONE);
        assertThat(answers.getLast()).isIn(SEATED, PERSON_BANNED, NOT_PRESENT);
        isOut(live, ines);
    }

    @Race
    void a_host_who_leaves_while_handing_over_is_host_no_longer() {
        var live = aLive().hostedBy(awa).withOnStage(moussa).started();
        var answers = together(() -> handOver(live, awa, moussa), () -> leave(live, awa));
        assertThat(answers).containsExactly(DONE, DONE);
        assertThat(live.stored().host()).isEqualTo(moussa.id());
    }

    @Race
    void who_leaves_while_being_made_host_is_a_host_on_stage_or_gone() {
        var live = aLive().hostedBy(awa).withOnStage(moussa).started();
        var answers = together(() -> handOver(live, awa, moussa), () -> leave(live, moussa));
        assertThat(answers).isIn(List.of(DONE, DONE), List.of(NOT_PRESENT, DONE));
        assertThat(live.stored().host()).isEqualTo(answers.getFirst().equals(DONE) ? moussa.id() : awa.id());
    }

    @Race
    void of_two_handovers_at_once_one_is_made() {
        var live = aLive().hostedBy(awa).withOnStage(moussa, ines);
        var answers = together(() -> handOver(live, awa, moussa), () -> handOver(live, awa, ines));
        assertThat(answers).containsExactlyInAnyOrder(DONE, NOT_HOST);
        assertThat(live.stored().host()).isEqualTo(answers.getFirst().equals(DONE) ? moussa.id() : ines.id());
    }

    private Live.Plan aLive() {
        return new Live.Plan(arena, lives);
    }

    /** In no list, on no stage, and with nothing in hand that opens a door. */
    private static void isOut(Live live, Somebody person) {
        assertThat(live.listed()).doesNotContain(person.id());
        assertThat(live.stored().onStage()).doesNotContain(person.id());
        assertThat(together(() -> join(live, person), () -> join(live, person))).containsOnly(BANNED);
        for (String ticket : live.ticketsOf(person)) {
            assertThat(together(() -> play(live, ticket), () -> play(live, ticket)))
                    .isSubsetOf(BANNED, INVALID_TICKET);
        }
    }
}
