package live.griot.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;

import java.nio.file.Path;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.identity.MovableClock;
import live.griot.identity.RefusedAsStatus;
import live.griot.identity.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** What one can do about oneself, and how others are found, at the HTTP border. */
class AccountControllerTest {
    @TempDir
    Path directory;

    private final List<Person> left = new ArrayList<>();
    private final Set<UserId> admins = new HashSet<>();
    private final List<UserId> leftNothing = new ArrayList<>();
    private TestAccounts world;
    private MockMvcTester http;
    private Principal awa;

    @BeforeEach
    void awa_is_signed_in() {
        world = new TestAccounts(new TestDatabase(), directory, new MovableClock());
        http = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new AccountController(
                        world.accounts,
                        new PeopleSearch(world.accounts),
                        this::left,
                        List.of(this::leftNothing),
                        (person, why) -> {},
                        admins::contains))
                .setControllerAdvice(new RefusedAsStatus())
                .build());
        Person person = world.accounts.create("awa", "Awa", "{argon2}hash");
        awa = () -> person.id().value();
    }

    @Test
    void one_sees_oneself() {
        assertThat(http.perform(get("/api/me").principal(awa)))
                .hasStatus(200)
                .bodyJson()
                .extractingPath("$.handle")
                .isEqualTo("awa");
    }

    @Test
    void who_runs_the_installation_is_told_so_and_nobody_else_is() {
        assertThat(http.perform(get("/api/me").principal(awa)))
                .bodyJson()
                .extractingPath("$.admin")
                .isEqualTo(false);

        admins.add(new UserId(awa.getName()));

        assertThat(http.perform(get("/api/me").principal(awa)))
                .bodyJson()
                .extractingPath("$.admin")
                .isEqualTo(true);
        assertThat(change("{\"displayName\": \"Root\"}"))
                .bodyJson()
                .extractingPath("$.admin")
                .isEqualTo(true);
    }

    @Test
    void one_changes_ones_name_and_nothing_else() {
        MvcTestResult answer = change("{\"displayName\": \" Awa Ndiaye\\t\", \"handle\": \"queen\"}");

        assertThat(answer)
                .hasStatus(200)
                .bodyJson()
                .extractingPath("$.displayName")
                .isEqualTo("Awa Ndiaye");
        assertThat(answer).bodyJson().extractingPath("$.handle").isEqualTo("awa");
        assertThat(change("{}")).bodyJson().extractingPath("$.displayName").isEqualTo("Awa Ndiaye");
    }

    @Test
    void one_says_more_of_oneself_a_part_at_a_time_and_takes_it_back() {
        change("""
                {"bio": "Griot.\\nSings.", "links": ["https://griot.example/awa?a=1#b"], "language": "fr-SN"}""");
        MvcTestResult whole = change("{\"email\": \" awa@griot.example \"}");

        assertThat(whole).hasStatus(200).bodyJson().extractingPath("$.bio").isEqualTo("Griot.\nSings.");
        assertThat(whole).bodyJson().extractingPath("$.links[0]").isEqualTo("https://griot.example/awa?a=1#b");
        assertThat(whole).bodyJson().extractingPath("$.language").isEqualTo("fr-SN");
        assertThat(whole).bodyJson().extractingPath("$.email").isEqualTo("awa@griot.example");
        assertThat(http.perform(get("/api/users?q=awa").principal(awa)))
                .bodyText()
                .doesNotContain("griot.example");

        MvcTestResult taken = change("""
                {"bio": "", "links": [], "language": "", "email": ""}""");
        assertThat(taken).bodyJson().extractingPath("$.bio").isNull();
        assertThat(taken).bodyJson().extractingPath("$.links").isEqualTo(List.of());
        assertThat(taken).bodyJson().extractingPath("$.email").isNull();
        assertThat(taken).bodyJson().extractingPath("$.displayName").isEqualTo("Awa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"links\": [\"javascript:alert(1)\"]}",
                "{\"links\": [\"https://a@evil.example\"]}",
                "{\"links\": [\"https://a.example/ b\"]}",
                "{\"links\": [null]}",
                "{\"links\": [\"http://a\",\"http://a\",\"http://a\",\"http://a\",\"http://a\",\"http://a\"]}",
                "{\"language\": \"not a tag\"}",
                "{\"email\": \"nobody\"}",
                "{\"bio\": \"\u202e\"}",
                "{\"bio\": \"\u0000\"}"
            })
    void what_is_not_to_be_said_is_refused_and_changes_nothing(String body) {
        assertThat(change(body)).hasStatus(400);
        assertThat(http.perform(get("/api/me").principal(awa)))
                .bodyJson()
                .extractingPath("$.links")
                .isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"displayName\": \"\"}", "{\"displayName\": \" \\n \"}", "{\"displayName\": \"a\\nb\"}", "["})
    void what_is_no_name_is_refused(String body) {
        assertThat(change(body)).hasStatus(400);
        assertThat(http.perform(get("/api/me").principal(awa)))
                .bodyJson()
                .extractingPath("$.displayName")
                .isEqualTo("Awa");
    }

    @Test
    void one_leaves_for_good() {
        assertThat(http.perform(delete("/api/me").principal(awa))).hasStatus(204);
        assertThat(left)
                .as("still themselves while they leave")
                .extracting(Person::handle)
                .containsExactly("awa");
        assertThat(leftNothing)
                .as("what they made goes with them")
                .extracting(UserId::value)
                .containsExactly(awa.getName());

        assertThat(http.perform(get("/api/me").principal(awa))).hasStatus(401);
        assertThat(change("{\"displayName\": \"Back\"}")).hasStatus(401);
    }

    @Test
    void people_are_found_page_by_page() {
        world.accounts.create("awa_2", "Second", "{argon2}hash");
        world.accounts.create("awa_3", "Third", "{argon2}hash");

        MvcTestResult first = http.perform(get("/api/users?q=AWA&limit=2"));
        MvcTestResult second = http.perform(get("/api/users?q=AWA&limit=2&cursor=awa_2"));

        assertThat(first)
                .bodyJson()
                .extractingPath("$.items[*].handle")
                .asArray()
                .containsExactly("awa", "awa_2");
        assertThat(first).bodyJson().extractingPath("$.next").isEqualTo("awa_2");
        assertThat(second)
                .bodyJson()
                .extractingPath("$.items[*].handle")
                .asArray()
                .containsExactly("awa_3");
        assertThat(second).bodyJson().extractingPath("$.next").isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?q=", "?q= ", "?q=awa&cursor='", "?q=awa&limit=x"})
    void a_search_for_nothing_or_with_a_broken_cursor_is_refused(String query) {
        assertThat(http.perform(get("/api/users" + query))).hasStatus(400);
    }

    private MvcTestResult change(String body) {
        return http.perform(patch("/api/me")
                .principal(awa)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    /** Stands in for the application's problem details, which are not this module's. */
    /** Notes of whom nothing is left. */
    private void leftNothing(UserId person) {
        assertThat(left).isNotEmpty();
        leftNothing.add(person);
    }

    /** Notes who leaves everything, as they are then. */
    private void left(UserId person) {
        left.add(world.accounts.find(person).orElseThrow());
    }
}
