package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import live.griot.api.Commands;
import live.griot.api.id.SessionId;
import live.griot.api.session.ReportMediaArrived;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a first visit costs: little, and nothing from anybody else. */
class FirstLoadTest {
    private static final int MAX_REQUESTS = 30;
    private static final int MAX_BYTES = 150_000;

    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        griot.close();
    }

    @Test
    void the_front_page_comes_in_few_requests_and_few_bytes() {
        visit("/", "Nobody is live at the moment");
    }

    @Test
    void a_live_comes_in_few_requests_and_few_bytes() {
        ApiClient host = griot.client().register("awa");
        String id = host.createSession("Tales of the hare");
        host.post("/api/sessions/" + id + "/start");
        griot.part(Commands.class).send(new ReportMediaArrived(new SessionId(id), Instant.now()));
        visit("/watch/" + id, "The picture comes in a moment.");
        host.post("/api/sessions/" + id + "/end");
    }

    @Test
    void a_live_with_a_guest_comes_in_few_requests_and_few_bytes() {
        Person sira = new Person(chromium.somebody(), griot.address()).register("sira", "Sira Keïta");
        Person moussa = new Person(chromium.somebody(), griot.address()).register("moussa", "Moussa Traoré");
        String live = "/watch/" + sira.goLive("Two at the fire");
        moussa.goTo(live);
        moussa.page().getByText("Raise your hand").click();
        sira.page().getByLabel("Bring Moussa Traoré on stage").click();
        moussa.page().getByText("Join the stage").click();
        sira.page().locator(".tile").getByText("Moussa Traoré").waitFor();

        visit(live, "Moussa Traoré");
        sira.page().getByText("End the live").first().click();
        sira.page().locator("dialog button[value=end]").click();
        sira.page().waitForSelector("body[data-state=ENDED]");
        assertThat(sira.complaints()).isEmpty();
        assertThat(moussa.complaints()).isEmpty();
    }

    private static void visit(String path, String shown) {
        Page page = chromium.somebody().newPage();
        List<Request> finished = new ArrayList<>();
        page.onRequestFinished(finished::add);
        page.navigate(griot.address().resolve(path).toString());
        page.getByText(shown).waitFor();
        page.waitForLoadState(LoadState.NETWORKIDLE);

        // While a request is asked for its sizes, others may finish.
        List<Request> requests = List.copyOf(finished);
        int bytes = requests.stream()
                .mapToInt(request -> request.sizes().responseBodySize + request.sizes().responseHeadersSize)
                .sum();
        List<String> told = requests.stream().map(Request::url).toList();
        assertThat(told).as("%d requests", told.size()).hasSizeLessThanOrEqualTo(MAX_REQUESTS);
        assertThat(bytes).as("bytes of %s", told).isLessThan(MAX_BYTES);
        assertThat(told).allSatisfy(url -> assertThat(URI.create(url).getAuthority())
                .isEqualTo(griot.address().getAuthority()));
        page.context().close();
    }
}
