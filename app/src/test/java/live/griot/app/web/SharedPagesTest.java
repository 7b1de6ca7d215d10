package live.griot.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.api.Commands;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.recording.MakeClip;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionText;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;

/** What pages that are shared tell whoever runs no scripts. */
@BesideOthers
class SharedPagesTest {
    private static final String HOSTILE = "\"><script>alert('1')</script> & <b>$1 \\ ${x}";
    private static final Pattern TAG =
            Pattern.compile("<meta (?:name|property)=\"([a-z:_]+)\" content=\"([^\"<>]*)\">");

    @TempDir
    static Path data;

    static StartedGriot griot;
    static ApiClient awa;
    static String plain;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        awa = griot.client().register("awa");
        plain = griot.client().get("/index.html").text();
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    private static String page(String path) {
        ApiClient.Answer answer = griot.client().get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        return answer.text();
    }

    private static String tag(String page, String name) {
        Matcher tags = TAG.matcher(page);
        while (tags.find()) {
            if (tags.group(1).equals(name)) {
                return HtmlUtils.htmlUnescape(tags.group(2));
            }
        }
        return "none";
    }

    private static String recording() {
        String session = "/api/sessions/" + awa.createSession("Recorded");
        awa.post(session + "/start");
        String id = awa.post(session + "/recording").at("/id");
        awa.post(session + "/end");
        Awaitility.await()
                .until(() -> awa.get("/api/recordings/" + id).at("/state").equals("FINISHED"));
        return id;
    }

    private static String clip(String recording, String title) {
        UserId by = new UserId(awa.userId());
        ClipId id = new ClipId(UlidCreator.getMonotonicUlid().toString());
        MakeClip command = new MakeClip(
                new RecordingId(recording),
                id,
                by,
                SessionText.sealed(by, title, griot.part(PersonalText.class)),
                Duration.ZERO,
                Duration.ofSeconds(5),
                10,
                Instant.now());
        // The recorder begins in a moment.
        Awaitility.await().ignoreExceptionsInstanceOf(Refused.class).untilAsserted(() -> griot.part(Commands.class)
                .send(command));
        return id.value();
    }

    @Test
    void a_recording_says_what_it_is_and_where() {
        String id = recording();
        awa.patch(
                "/api/recordings/" + id,
                Map.of("title", "The hare 🐇", "description", "Told by the fire.\n\n  Twice."));

        String page = page("/recordings/" + id + "?t=12");

        String address = griot.address() + "/recordings/" + id;
        assertThat(page)
                .contains("<title>The hare 🐇 · Griot</title>", "<link rel=\"canonical\" href=\"" + address + "\">");
        assertThat(tag(page, "og:title")).isEqualTo("The hare 🐇").isEqualTo(tag(page, "twitter:title"));
        assertThat(tag(page, "og:description"))
                .isEqualTo("Told by the fire. Twice.")
                .isEqualTo(tag(page, "description"));
        assertThat(tag(page, "og:url")).isEqualTo(address);
        assertThat(tag(page, "og:site_name")).isEqualTo("Griot");
        assertThat(tag(page, "author")).isEqualTo("The awa");
        assertThat(tag(page, "twitter:card")).isEqualTo("summary");
        assertThat(page).contains("<script type=\"importmap\">", "src=\"/js/app.js\"");
    }

    @Test
    void a_recording_says_nothing_of_what_its_live_is_called_since_that_is_private() {
        String session = "/api/sessions/" + awa.createSession("Open to all");
        awa.post(session + "/start");
        String id = awa.post(session + "/recording").at("/id");
        awa.delete(session + "/recording");
        Awaitility.await()
                .until(() -> awa.get("/api/recordings/" + id).at("/state").equals("FINISHED"));
        assertThat(tag(page("/recordings/" + id), "og:title")).isEqualTo("Open to all");

        awa.patch(session, Map.of("visibility", "PRIVATE", "title", "A word with a lawyer"));

        assertThat(griot.client().get("/api/recordings/" + id).at("/visibility"))
                .isEqualTo("PUBLIC");
        assertThat(griot.client().get("/api/recordings/" + id).text()).doesNotContain("lawyer");
        assertThat(griot.client().get("/api/recordings").text()).doesNotContain("lawyer");
        assertThat(page("/recordings/" + id)).doesNotContain("lawyer");
    }

    @Test
    void whatever_somebody_calls_it_is_text() {
        String id = recording();
        awa.patch("/api/recordings/" + id, Map.of("title", HOSTILE, "description", HOSTILE.repeat(20)));
        String live = awa.createSession(HOSTILE);

        for (String address : new String[] {"/recordings/" + id, "/clips/" + clip(id, HOSTILE), "/watch/" + live}) {
            String page = page(address);
            assertThat(page).doesNotContain("<script>alert", "<b>");
            assertThat(tag(page, "og:title")).as(address).isEqualTo(HOSTILE);
            assertThat(page.split("<script", -1)).hasSameSizeAs(plain.split("<script", -1));
        }
        assertThat(tag(page("/recordings/" + id), "og:description"))
                .endsWith("…")
                .hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void a_clip_says_what_it_is_of_and_a_live_who_hosts_it() {
        String id = recording();
        String page = page("/clips/" + clip(id, "The best of it"));
        assertThat(tag(page, "og:title")).isEqualTo("The best of it");
        assertThat(tag(page, "og:description")).isEqualTo("Recorded");

        String live = page("/watch/" + awa.createSession("Tonight"));
        assertThat(tag(live, "og:title")).isEqualTo("Tonight");
        assertThat(tag(live, "og:description")).isEqualTo("The awa");
    }

    @Test
    void what_is_private_or_gone_or_never_was_tells_nothing_whoever_asks() {
        String id = recording();
        String clip = clip(id, "A secret");
        awa.patch("/api/recordings/" + id, Map.of("title", "Secret", "visibility", "PRIVATE"));
        String live = awa.post("/api/sessions", Map.of("title", "Secret", "visibility", "PRIVATE"))
                .at("/id");
        for (String address : new String[] {
            "/recordings/" + id,
            "/clips/" + clip,
            "/watch/" + live,
            "/recordings/01JD0000000000000000000000",
            "/clips/01JD0000000000000000000000",
            "/clips/no-such-shape",
            "/watch/%22%3E%3Cb%3E",
            "/recordings/" + "0".repeat(300)
        }) {
            assertThat(page(address)).as(address).isEqualTo(plain);
            assertThat(awa.get(address).text()).as(address).isEqualTo(plain);
        }
        awa.patch("/api/recordings/" + id, Map.of("visibility", "PUBLIC"));
        assertThat(page("/clips/" + clip)).contains("A secret");
        Awaitility.await().until(() -> awa.delete("/api/recordings/" + id).status() == 204);
        assertThat(page("/recordings/" + id)).isEqualTo(plain);
        assertThat(page("/clips/" + clip)).isEqualTo(plain);
    }
}
