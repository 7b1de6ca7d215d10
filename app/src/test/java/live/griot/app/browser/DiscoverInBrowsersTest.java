package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import live.griot.api.Commands;
import live.griot.api.id.SessionId;
import live.griot.api.session.ReportMediaArrived;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front page: lives with what there is to see, and lives that are to come, from being scheduled to being watched. */
@BesideOthers
class DiscoverInBrowsersTest {
    private static final String PREVIEW = "document.querySelector('griot-preview img')";

    /** The mean red, green and blue of a picture. */
    private static final String COLOUR = """
            async selector => {
              const of = document.querySelector(selector);
              const small = new OffscreenCanvas(32, 18).getContext('2d');
              small.drawImage(of, 0, 0, 32, 18);
              const {data} = small.getImageData(0, 0, 32, 18);
              return [0, 1, 2].map(channel => data.filter((_, i) => i % 4 === channel).reduce((sum, value) => sum + value, 0) / (32 * 18)).join(' ');
            }
            """;

    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data, Map.of("griot.preview.interval", "PT2S", "griot.session.host-grace", "PT1H"));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        griot.close();
    }

    @Test
    void a_live_shows_what_there_is_to_see_to_those_who_may() {
        Person visitor = new Person(chromium.somebody(), griot.address()).goTo("/");
        visitor.page().locator("#lives > *").first().waitFor();
        Person awa = new Person(chromium.somebody(), griot.address()).register("awa", "Awa Diop");
        String id = awa.goLive("Tales of the hare and the hyena");

        visitor.until(PREVIEW + "?.naturalWidth > 0");
        assertThat(visitor.number(PREVIEW + ".naturalWidth")).isBetween(160.0, 480.0);
        double[] seen = colour(visitor, "griot-preview img");
        double[] shown = colour(awa, "#preview");
        for (int channel = 0; channel < 3; channel++) {
            assertThat(seen[channel]).as("channel %d", channel).isCloseTo(shown[channel], within(24.0));
        }
        assertThat(Arrays.stream(seen).max().orElse(0)).isGreaterThan(60);
        looksInBothLights(visitor, "discover-live");
        String first = address(visitor);
        visitor.page().waitForCondition(() -> !address(visitor).equals(first));
        assertThat(visitor.complaints()).isEmpty();
        visitor.page().close();

        awa.page()
                .evaluate(
                        "id => import('/js/api.js').then(api => api.patch('/api/sessions/' + id, {visibility: 'PRIVATE'}))",
                        id);
        ApiClient stranger = griot.client();
        ApiClient host = griot.client().with(token(awa));
        String path = "/api/sessions/" + id + "/preview";
        assertThat(stranger.get(path).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(griot.client().register("stranger").get(path).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        ApiClient.Answer answer = host.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=60, private");
        assertThat(answer.headers().firstValue("ETag")).isPresent();

        awa.page().locator("#end").click();
        awa.page().locator("dialog button[value=end]").click();
        awa.page().waitForSelector("body[data-state=ENDED]");
        assertThat(host.get(path).refusal()).isEqualTo("404 PREVIEW_NOT_FOUND");
        assertThat(awa.complaints()).isEmpty();
    }

    @Test
    void a_live_is_scheduled_shared_found_and_begins_before_those_who_wait() {
        Person binta = new Person(chromium.somebody(), griot.address())
                .register("binta", "Binta Sow")
                .goTo("/studio");
        binta.page().getByLabel("Title").fill("The kora at dusk");
        binta.page().getByLabel("Later").check(new Locator.CheckOptions().setForce(true));
        binta.page().getByLabel("Date and time").fill(inMinutes(binta, 180));
        Chromium.photograph(binta.page(), "schedule-form");
        button(binta, "Schedule").click();
        binta.page().getByText("It is scheduled").waitFor();
        Chromium.photograph(binta.page(), "scheduled");
        button(binta, "Copy the link: The kora at dusk").click();
        binta.page().getByText("The link is copied").waitFor();
        String link = binta.page().evaluate("navigator.clipboard.readText()").toString();
        binta.page().setViewportSize(390, 844);
        Chromium.photograph(binta.page(), "scheduled-phone");
        binta.page().setViewportSize(1280, 800);

        Person moussa = new Person(chromium.somebody(390, 844), griot.address()).goTo("/");
        moussa.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("The kora at dusk"))
                .waitFor();
        looksInBothLights(moussa, "discover-coming-phone");
        moussa.page().getByLabel("Search").fill("no such words");
        moussa.page().getByText("Nothing found").waitFor();
        Chromium.photograph(moussa.page(), "discover-nothing-found-phone");
        moussa.page().getByLabel("Search").fill("KORA");
        moussa.page().getByText("The kora at dusk").click();
        assertThat(moussa.page().url()).isEqualTo(link);
        moussa.page().getByText("It begins on").waitFor();
        Chromium.photograph(moussa.page(), "watch-planned-phone");

        // It is kept over a reload, and begins for those who wait.
        binta.page().reload();
        button(binta, "Start: The kora at dusk").click();
        binta.page().waitForSelector("body[data-state=LIVE]");
        moussa.until("document.querySelector('#veil')?.hidden");
        assertThat(binta.page().locator("#scheduled").innerText()).isEmpty();
        binta.page().locator("#end").click();
        binta.page().locator("dialog button[value=end]").click();
        binta.page().waitForSelector("body[data-state=ENDED]");
        assertThat(binta.complaints()).isEmpty();
        assertThat(moussa.complaints()).isEmpty();
    }

    @Test
    void what_was_scheduled_is_called_off_and_those_who_wait_are_told() {
        ApiClient fanta = griot.client().register("fanta");
        String id = scheduled(fanta, "Proverbs", Duration.ofMinutes(40), "PUBLIC");
        Person host = new Person(chromium.somebody(390, 844), griot.address());
        host.goTo("/signin?next=/studio");
        host.page().getByLabel("Handle").fill("fanta");
        host.page().getByLabel("Password").fill("correct horse fanta");
        host.page().locator("#submit").click();
        Person visitor = new Person(chromium.somebody("fr"), griot.address()).goTo("/watch/" + id);
        visitor.page().getByText("Début le").waitFor();
        Chromium.photograph(visitor.page(), "watch-planned-french");

        button(host, "Cancel this live: Proverbs").click();
        host.page().getByText("Cancel “Proverbs”?").waitFor();
        Chromium.photograph(host.page(), "schedule-cancel-phone");
        host.page().locator("dialog[open] button[value=cancel]").click();

        host.page().getByText("“Proverbs” is cancelled.").waitFor();
        visitor.page().getByText("Ce direct a été annulé").waitFor();
        assertThat(host.complaints()).isEmpty();
    }

    @Test
    void what_is_to_come_is_listed_soonest_first_and_what_is_private_only_to_its_host() {
        ApiClient kofi = griot.client().register("kofi");
        String late = scheduled(kofi, "Second riddle", Duration.ofHours(50), "PUBLIC");
        String soon = scheduled(kofi, "First riddle", Duration.ofMinutes(25), "PUBLIC");
        String hidden = scheduled(kofi, "A riddle for few", Duration.ofHours(1), "PRIVATE");
        kofi.createSession("A riddle without a time");

        assertThat(ids(griot.client().get("/api/sessions?state=PENDING&q=riddle")))
                .containsExactly(soon, late);
        ApiClient.Answer page = griot.client().get("/api/sessions?state=PENDING&q=riddle&limit=1");
        assertThat(ids(griot.client().get("/api/sessions?state=PENDING&q=riddle&limit=1&cursor=" + page.at("/next"))))
                .containsExactly(late);
        assertThat(ids(kofi.get("/api/sessions/scheduled"))).containsExactly(soon, hidden, late);
        assertThat(griot.client().get("/api/sessions/scheduled").refusal()).isEqualTo("401 UNAUTHENTICATED");

        Person reader = new Person(chromium.somebody("ar"), griot.address()).goTo("/");
        reader.page().getByText("First riddle").waitFor();
        Chromium.photograph(reader.page(), "discover-coming-arabic");
        assertThat(reader.page().getByText("A riddle for few").count()).isZero();
    }

    @Test
    void where_there_is_nothing_to_see_a_card_says_what_it_is_by_its_looks() {
        for (String type : List.of("VIDEO", "AUDIO", "SCREEN")) {
            ApiClient host = griot.client().register("host_" + type.toLowerCase(Locale.ROOT));
            String id = made(host, Map.of("title", "A calm evening of " + type.toLowerCase(Locale.ROOT), "type", type));
            host.post("/api/sessions/" + id + "/start");
            griot.part(Commands.class).send(new ReportMediaArrived(new SessionId(id), Instant.now()));
        }
        Person reader = new Person(chromium.somebody(), griot.address()).goTo("/");
        reader.page().getByLabel("Search").fill("calm evening");
        reader.page().waitForCondition(() -> reader.page().locator(".lives li").count() == 3);
        looksInBothLights(reader, "discover-types");
        reader.page().setViewportSize(390, 844);
        reader.page().evaluate("localStorage.setItem('griot.language', 'ar')");
        reader.page().reload();
        reader.page().getByText("A calm evening of screen").waitFor();
        assertThat((boolean) reader.page().evaluate("document.documentElement.scrollWidth > innerWidth"))
                .isFalse();
        Chromium.photograph(reader.page(), "discover-types-arabic-phone");
        assertThat(reader.complaints()).isEmpty();
    }

    private static String scheduled(ApiClient host, String title, Duration until, String visibility) {
        String time = Instant.now().plus(until).toString();
        return made(host, Map.of("title", title, "visibility", visibility, "scheduledFor", time));
    }

    private static String made(ApiClient host, Map<String, String> wish) {
        Map<String, Object> whole =
                new HashMap<>(Map.of("description", "", "type", "VIDEO", "visibility", "PUBLIC", "maxParticipants", 4));
        whole.putAll(wish);
        return host.post("/api/sessions", whole).at("/id");
    }

    private static List<String> ids(ApiClient.Answer answer) {
        return answer.json()
                .get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    private static Locator button(Person person, String name) {
        return person.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What the field for times takes: by the browser's own clock. */
    private static String inMinutes(Person person, int minutes) {
        return person.page().evaluate("""
                        minutes => {
                          const time = new Date(Date.now() + minutes * 60000);
                          return new Date(time - time.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
                        }""", minutes).toString();
    }

    private static String address(Person person) {
        return person.page().evaluate(PREVIEW + "?.src ?? ''").toString();
    }

    private static String token(Person person) {
        return person.page()
                .evaluate("import('/js/api.js').then(api => api.token())")
                .toString();
    }

    private static double[] colour(Person person, String selector) {
        return Arrays.stream(person.page().evaluate(COLOUR, selector).toString().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void looksInBothLights(Person person, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            person.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Chromium.photograph(person.page(), name + (scheme == ColorScheme.LIGHT ? "-light" : ""));
        }
    }
}
