package live.griot.identity.adminban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.nio.file.Path;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import live.griot.api.Place;
import live.griot.api.admin.AdminBanLifted;
import live.griot.api.admin.BannedByAdmin;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.rights.EndedRights;
import live.griot.identity.MovableClock;
import live.griot.identity.Refusals;
import live.griot.identity.RefusedAsStatus;
import live.griot.identity.TestDatabase;
import live.griot.identity.account.Micros;
import live.griot.identity.account.TestAccounts;
import live.griot.identity.admin.ShutOutRule;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import live.griot.identity.audit.TestAudit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Bans across sessions at the HTTP border, over the real tables; what sessions make of them is played. */
class AdminBanTest {
    @TempDir
    Path directory;

    private final TestDatabase database = new TestDatabase();
    private final MovableClock clock = new MovableClock();
    private final List<Object> told = Collections.synchronizedList(new ArrayList<>());
    private final List<String> excluded = Collections.synchronizedList(new ArrayList<>());

    /** Whether the sessions can be reached. */
    private volatile boolean reached = true;

    private TestAccounts world;
    private Audit audit;
    private StoredAdminBans bans;
    private AdminBanning banning;
    private MockMvcTester http;
    private Person root;
    private Person moussa;

    @BeforeEach
    void there_are_an_admin_and_somebody_else() {
        world = new TestAccounts(database, directory, clock);
        audit = TestAudit.over(database.client(), clock);
        bans = new StoredAdminBans(database.client(), world.personalText, clock);
        banning = new AdminBanning(
                database.client(),
                database.transactions(),
                world.personalText,
                audit,
                told::add,
                new EndedRights(Clock.systemUTC(), Duration.ofMinutes(16)),
                this::exclude,
                clock);
        root = world.accounts.create("root_1", "Root", "{argon2}hash");
        moussa = world.accounts.create("moussa", "Moussa", "{argon2}hash");
        http = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new AdminBanController(
                        banning,
                        bans,
                        world.people,
                        new ShutOutRule(world.accounts, person -> person.equals(root.id()))))
                .setControllerAdvice(new RefusedAsStatus())
                .build());
    }

    private boolean exclude(UserId person, UserId admin, Instant since) {
        excluded.add("%s by %s since %s".formatted(person, admin, since));
        if (!reached) {
            throw new IllegalStateException("The sessions cannot be reached");
        }
        return true;
    }

    @Test
    void who_is_banned_is_told_why_and_until_when_and_is_let_in_again_when_the_time_is_over() {
        Instant begun = clock.instant();
        assertThat(ban(moussa, "{\"reason\": \" Sold what was not his \", \"duration\": \"P2D\"}"))
                .hasStatus(204);

        assertThat(Refusals.assertRefused(RefusalCode.BANNED, () -> bans.requireNone(moussa.id()))
                        .detail())
                .isEqualTo("You are banned from all sessions until 2026-11-22T20:00:00Z: Sold what was not his");
        assertThat(bans.isBanned(root.id())).isFalse();
        assertThat(told)
                .containsExactly(new BannedByAdmin(moussa.id(), root.id(), begun.plus(Duration.ofDays(2)), begun));
        assertThat(excluded).containsExactly("%s by %s since %s".formatted(moussa.id(), root.id(), begun));
        assertThat(column("sealed_reason")).asString().doesNotContain("Sold");

        clock.pass(Duration.ofDays(2));
        bans.requireNone(moussa.id());
        assertThat(http.perform(get("/api/admin/bans").principal(as(root))))
                .bodyJson()
                .extractingPath("$.items.length()")
                .isEqualTo(0);
        assertThat(http.perform(delete("/api/admin/bans/" + moussa.id()).principal(as(root))))
                .hasStatus(404);
        banning.endThoseWhoseTimeIsOver();
        banning.endThoseWhoseTimeIsOver();
        assertThat(told).hasSize(2).last().isEqualTo(new AdminBanLifted(moussa.id(), null, clock.instant()));
        assertThat(rows()).isZero();
    }

    @Test
    void a_ban_is_listed_lifted_once_and_stands_in_the_audit() {
        ban(moussa, "{\"reason\": \"Spam\"}");
        clock.pass(Duration.ofDays(20));
        assertThat(bans.isBanned(moussa.id())).isTrue();
        MvcTestResult list = http.perform(get("/api/admin/bans").principal(as(root)));
        assertThat(list).bodyJson().extractingPath("$.items[0].user.handle").isEqualTo("moussa");
        assertThat(list).bodyJson().extractingPath("$.items[0].reason").isEqualTo("Spam");
        assertThat(list).bodyJson().extractingPath("$.items[0].until").isNull();

        assertThat(http.perform(delete("/api/admin/bans/" + moussa.id()).principal(as(root))))
                .hasStatus(204);
        assertThat(bans.isBanned(moussa.id())).isFalse();
        assertThat(http.perform(delete("/api/admin/bans/" + moussa.id()).principal(as(root))))
                .hasStatus(404);
        assertThat(audit.latest(AuditKind.ADMIN_ACT, moussa.id(), null, 10))
                .extracting(Audit.Entry::what)
                .containsExactly("lifted the ban across sessions", "banned across sessions until lifted");
    }

    @Test
    void the_list_goes_on_where_its_page_ended() {
        for (String handle : List.of("binta", "kofi", "ines")) {
            clock.pass(Duration.ofSeconds(1));
            ban(world.accounts.create(handle, handle, "{argon2}hash"), "{\"reason\": \"Spam\"}");
        }

        List<AdminBan> first = bans.latest(null, 2);
        List<AdminBan> rest = bans.latest(
                new Place(Micros.of(first.get(1).since()), first.get(1).person().value()), 2);
        assertThat(first).hasSize(2);
        assertThat(rest).hasSize(1);
        assertThat(http.perform(get("/api/admin/bans?limit=2").principal(as(root))))
                .bodyJson()
                .extractingPath("$.next")
                .asString()
                .endsWith("-" + first.get(1).person());
        assertThat(http.perform(get("/api/admin/bans?cursor=x").principal(as(root))))
                .hasStatus(400);
    }

    /** Who is banned twice is banned since the first time, so that no session puts them out twice. */
    @Test
    void a_ban_takes_the_place_of_another_and_since_when_stays() {
        Instant begun = clock.instant();
        ban(moussa, "{\"reason\": \"Spam\", \"duration\": \"PT1H\"}");
        clock.pass(Duration.ofMinutes(59));
        ban(moussa, "{\"reason\": \"More of it\", \"duration\": \"PT1H\"}");
        clock.pass(Duration.ofMinutes(59));

        AdminBan now = bans.of(moussa.id()).orElseThrow();
        assertThat(now.since()).isEqualTo(begun);
        assertThat(bans.reason(now)).isEqualTo("More of it");

        clock.pass(Duration.ofMinutes(1));
        ban(moussa, "{\"reason\": \"Again\"}");
        assertThat(bans.of(moussa.id()).orElseThrow().since())
                .as("after a ban that was over")
                .isEqualTo(clock.instant());
    }

    @Test
    void two_admins_who_ban_at_once_are_in_nobodys_way() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(CompletableFuture.runAsync(
                    () -> banning.ban(moussa.id(), root.id(), "Spam", Duration.ofDays(1)), Thread::startVirtualThread));
        }

        assertThat(all).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(20)));
        assertThat(rows()).isEqualTo(1);
        assertThat(told).hasSize(40);
        assertThat(audit.latest(AuditKind.ADMIN_ACT, moussa.id(), null, 100)).hasSize(40);
    }

    @Test
    void a_ban_holds_where_sessions_cannot_be_reached_and_is_carried_out_once_they_can() {
        reached = false;
        assertThat(ban(moussa, "{\"reason\": \"Spam\"}")).hasStatus(204);
        assertThat(bans.isBanned(moussa.id())).isTrue();
        clock.pass(Duration.ofMinutes(10));
        banning.enforceThoseOfLate();
        banning.enforceThoseOfLate();
        assertThat(excluded).as("what failed rests for a minute").hasSize(2);

        reached = true;
        clock.pass(Duration.ofMinutes(1));
        banning.enforceThoseOfLate();
        assertThat(excluded).hasSize(3);
        banning.enforceThoseOfLate();
        assertThat(excluded).as("nothing is left to do").hasSize(3);
    }

    @Test
    void for_half_a_minute_it_is_looked_who_slipped_in() {
        ban(moussa, "{\"reason\": \"Spam\"}");
        clock.pass(Duration.ofSeconds(29));
        banning.enforceThoseOfLate();
        clock.pass(Duration.ofSeconds(1));
        banning.enforceThoseOfLate();
        banning.enforceThoseOfLate();

        assertThat(excluded).hasSize(3);
    }

    @Test
    void a_ban_outlives_the_account_and_the_reason_goes_with_the_admin_who_said_it() {
        ban(moussa, "{\"reason\": \"Spam\"}");
        world.erase(moussa.id());
        assertThat(bans.isBanned(moussa.id())).isTrue();
        assertThat(ban(moussa, "{\"reason\": \"Spam\"}")).hasStatus(404);

        world.erase(root.id());
        assertThat(bans.reason(bans.of(moussa.id()).orElseThrow())).isNull();
        assertThat(http.perform(delete("/api/admin/bans/" + moussa.id()).principal(as(root))))
                .hasStatus(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"reason\": \"\"}",
                "{\"reason\": \"x\", \"duration\": \"PT0S\"}",
                "{\"reason\": \"x\", \"duration\": \"-P1D\"}",
                "{\"reason\": \"x\", \"duration\": \"P9999D\"}",
                "{\"reason\": \"x\", \"duration\": \"soon\"}"
            })
    void what_is_no_ban_is_refused_and_changes_nothing(String body) {
        assertThat(ban(moussa, body)).hasStatus(400);
        assertThat(rows()).isZero();
    }

    @Test
    void an_admin_is_banned_by_nobody_and_nobody_is_not_found() {
        assertThat(ban(root, "{\"reason\": \"x\"}")).hasStatus(403);
        assertThat(http.perform(put("/api/admin/bans/01NOBODY")
                        .principal(as(root))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\": \"x\"}")))
                .hasStatus(404);
        assertThat(told).isEmpty();
    }

    private MvcTestResult ban(Person person, String body) {
        return http.perform(put("/api/admin/bans/" + person.id())
                .principal(as(root))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private Object column(String name) {
        return database.client()
                .sql("SELECT " + name + " FROM admin_ban")
                .query()
                .singleValue();
    }

    private long rows() {
        return database.client()
                .sql("SELECT COUNT(*) FROM admin_ban")
                .query(Long.class)
                .single();
    }

    private static Principal as(Person person) {
        return () -> person.id().value();
    }
}
