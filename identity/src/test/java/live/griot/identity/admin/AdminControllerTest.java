package live.griot.identity.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import live.griot.api.admin.AdminBans;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.rights.Ending;
import live.griot.identity.MovableClock;
import live.griot.identity.Refusals;
import live.griot.identity.RefusedAsStatus;
import live.griot.identity.TestDatabase;
import live.griot.identity.account.PeopleSearch;
import live.griot.identity.account.TestAccounts;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import live.griot.identity.audit.TestAudit;
import live.griot.identity.credential.ResetCodes;
import live.griot.identity.credential.TestResetCodes;
import live.griot.identity.suspension.Suspensions;
import live.griot.identity.suspension.TestSuspensions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** What admins may do about people, at the HTTP border. */
class AdminControllerTest {
    @TempDir
    Path directory;

    private final TestDatabase database = new TestDatabase();
    private final MovableClock clock = new MovableClock();
    private final List<String> signedOut = Collections.synchronizedList(new ArrayList<>());
    private final List<UserId> left = Collections.synchronizedList(new ArrayList<>());
    private final Set<UserId> banned = new HashSet<>();
    private TestAccounts world;
    private Suspensions suspensions;
    private Audit audit;
    private ResetCodes codes;
    private MockMvcTester http;
    private Person root;
    private Person moussa;

    @BeforeEach
    void there_are_an_admin_and_somebody_else() {
        world = new TestAccounts(database, directory, clock);
        audit = TestAudit.over(database.client(), clock);
        codes = TestResetCodes.over(database.client(), clock);
        suspensions = TestSuspensions.over(
                database, audit, (person, why) -> signedOut.add(person + " " + why), left::add, clock);
        NamedAdmins admins = new NamedAdmins(new AdminHandles(new AdminProperties(Set.of(" Root_1 "))), world.people);
        http = MockMvcTester.create(MockMvcBuilders.standaloneSetup(
                        new AdminController(
                                world.accounts,
                                new PeopleSearch(world.accounts),
                                world.people,
                                suspensions,
                                TestResetCodes.over(database.client(), clock),
                                bans(),
                                audit),
                        new SuspensionController(suspensions, world.people, new ShutOutRule(world.accounts, admins)))
                .setControllerAdvice(new RefusedAsStatus())
                .build());
        root = world.accounts.create("root_1", "Root", "{argon2}hash");
        moussa = world.accounts.create("moussa", "Moussa", "{argon2}hash");
    }

    /** What the table of bans says is another room's. */
    private AdminBans bans() {
        return new AdminBans() {
            @Override
            public boolean isBanned(UserId person) {
                return banned.contains(person);
            }

            @Override
            public Set<UserId> among(Collection<UserId> people) {
                return people.stream().filter(banned::contains).collect(Collectors.toSet());
            }

            @Override
            public void requireNone(UserId person) {
                throw new UnsupportedOperationException("Admins are not refused what they look at");
            }
        };
    }

    @Test
    void who_is_found_is_said_to_be_banned_or_not() {
        banned.add(moussa.id());

        assertThat(http.perform(get("/api/admin/users?q=mous").principal(as(root))))
                .bodyJson()
                .extractingPath("$.items[0].banned")
                .isEqualTo(true);
        assertThat(http.perform(get("/api/admin/users?q=root").principal(as(root))))
                .bodyJson()
                .extractingPath("$.items[0].banned")
                .isEqualTo(false);
    }

    @Test
    void who_is_suspended_is_out_everywhere_and_is_let_in_again_when_the_time_is_over() {
        assertThat(suspend(moussa, "{\"reason\": \"Sold what was not his\", \"duration\": \"P2D\"}"))
                .hasStatus(204);

        assertThat(signedOut).containsExactly(moussa.id() + " " + Ending.SUSPENSION);
        assertThat(left).containsExactly(moussa.id());
        assertThat(Refusals.assertRefused(RefusalCode.SUSPENDED, () -> suspensions.requireNone(moussa.id()))
                        .detail())
                .contains("Sold what was not his", "2026-11-22T20:00:00Z");
        assertThat(http.perform(get("/api/admin/users?q=mou").principal(as(root))))
                .bodyJson()
                .extractingPath("$.items[0].suspension.reason")
                .isEqualTo("Sold what was not his");

        clock.pass(Duration.ofDays(2));
        suspensions.requireNone(moussa.id());
        assertThat(http.perform(get("/api/admin/users?q=mou").principal(as(root))))
                .bodyJson()
                .extractingPath("$.items[0].suspension")
                .isNull();
    }

    /** Each is done, whoever else does the same at that moment, and each stands in the audit. */
    @Test
    void admins_who_do_the_same_at_once_are_in_nobodys_way() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(CompletableFuture.runAsync(
                    () -> suspensions.suspend(moussa.id(), root.id(), "Spam", Duration.ofDays(1)),
                    Thread::startVirtualThread));
            all.add(CompletableFuture.runAsync(() -> codes.issue(moussa.id()), Thread::startVirtualThread));
        }

        assertThat(all).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(20)));
        Refusals.assertRefused(RefusalCode.SUSPENDED, () -> suspensions.requireNone(moussa.id()));
        assertThat(audit.latest(AuditKind.ADMIN_ACT, moussa.id(), null, 100)).hasSize(40);
    }

    @Test
    void a_suspension_without_an_end_is_lifted() {
        suspend(moussa, "{\"reason\": \"Spam\"}");
        clock.pass(Duration.ofDays(2_000));
        Refusals.assertRefused(RefusalCode.SUSPENDED, () -> suspensions.requireNone(moussa.id()));

        assertThat(http.perform(delete("/api/admin/suspensions/" + moussa.id()).principal(as(root))))
                .hasStatus(204);
        suspensions.requireNone(moussa.id());
        assertThat(http.perform(delete("/api/admin/suspensions/" + moussa.id()).principal(as(root))))
                .hasStatus(404);
    }

    @Test
    void who_is_suspended_now_is_listed_page_by_page_the_latest_first() {
        Person binta = world.accounts.create("binta", "Binta", "{argon2}hash");
        Person kofi = world.accounts.create("kofi", "Kofi", "{argon2}hash");
        suspend(moussa, "{\"reason\": \"Spam\"}");
        suspend(kofi, "{\"reason\": \"Noise\", \"duration\": \"PT1H\"}");
        suspend(binta, "{\"reason\": \"Noise\", \"duration\": \"PT3H\"}");
        clock.pass(Duration.ofHours(2));
        suspend(root, "{\"reason\": \"is refused\"}");
        Person sira = world.accounts.create("sira", "Sira", "{argon2}hash");
        suspend(sira, "{\"reason\": \"Spam\"}");

        MvcTestResult first = suspensions("?limit=2");
        assertThat(first)
                .bodyJson()
                .extractingPath("$.items[*].user.handle")
                .asArray()
                .containsExactly("sira", "binta");
        assertThat(first).bodyJson().extractingPath("$.items[1].reason").isEqualTo("Noise");
        assertThat(first).bodyJson().extractingPath("$.items[0].until").isNull();
        assertThat(first).bodyJson().extractingPath("$.next").asString().satisfies(next -> assertThat(
                        suspensions("?limit=2&cursor=" + next))
                .bodyJson()
                .extractingPath("$.items[*].user.handle")
                .asArray()
                .containsExactly("moussa"));
        assertThat(suspensions("?cursor=x")).hasStatus(400);
        assertThat(suspensions("?cursor=9999999999999999999-" + moussa.id())).hasStatus(400);
    }

    private MvcTestResult suspensions(String query) {
        return http.perform(get("/api/admin/suspensions" + query).principal(as(root)));
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
    void what_is_no_suspension_is_refused_and_changes_nothing(String body) {
        assertThat(suspend(moussa, body)).hasStatus(400);
        suspensions.requireNone(moussa.id());
        assertThat(signedOut).isEmpty();
    }

    @Test
    void an_admin_is_suspended_by_nobody_and_nobody_is_not_found() {
        assertThat(suspend(root, "{\"reason\": \"x\"}")).hasStatus(403);
        assertThat(http.perform(put("/api/admin/suspensions/01NOBODY")
                        .principal(as(root))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\": \"x\"}")))
                .hasStatus(404);
    }

    @Test
    void a_way_back_is_told_once() {
        assertThat(http.perform(
                        post("/api/admin/users/" + moussa.id() + "/reset").principal(as(root))))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.code")
                .asString()
                .matches("[0-9A-Z]{5}(-[0-9A-Z]{5}){3}");
        assertThat(http.perform(post("/api/admin/users/01NOBODY/reset").principal(as(root))))
                .hasStatus(404);
    }

    @Test
    void what_admins_do_is_told_by_whom_about_whom_the_latest_first_and_forgotten_in_time() {
        suspend(moussa, "{\"reason\": \"Spam\"}");
        clock.pass(Duration.ofSeconds(1));
        http.perform(delete("/api/admin/suspensions/" + moussa.id()).principal(as(root)));
        audit.note(AuditKind.LOG_IN, root.id(), null, "signed in");

        MvcTestResult acts = http.perform(get("/api/admin/audit?kind=ADMIN_ACT&person=" + moussa.id() + "&limit=1")
                .principal(as(root)));
        assertThat(acts).bodyJson().extractingPath("$.items[0].what").isEqualTo("lifted the suspension");
        assertThat(acts).bodyJson().extractingPath("$.items.length()").isEqualTo(1);
        assertThat(acts).bodyJson().extractingPath("$.items[0].user.handle").isEqualTo("moussa");
        assertThat(acts).bodyJson().extractingPath("$.items[0].by.handle").isEqualTo("root_1");
        List<Audit.Entry> all = audit.latest(null, moussa.id(), null, 10);
        assertThat(all).extracting(Audit.Entry::actor).containsExactly(root.id(), root.id());
        assertThat(audit.latest(null, null, all.getFirst().id(), 10)).containsExactly(all.getLast());
        assertThat(http.perform(get("/api/admin/audit?cursor=x").principal(as(root))))
                .hasStatus(400);

        clock.pass(TestAudit.RETENTION.plusSeconds(1));
        audit.note(AuditKind.LOG_IN, root.id(), null, "signed in");
        assertThat(audit.latest(null, null, null, 10)).hasSize(1);
    }

    private MvcTestResult suspend(Person person, String body) {
        return http.perform(put("/api/admin/suspensions/" + person.id())
                .principal(as(root))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private static Principal as(Person person) {
        return () -> person.id().value();
    }
}
