package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.griot.app.peer.PagePeer;
import live.griot.app.peer.Picture;
import live.griot.app.peer.Show;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import live.griot.app.support.SystemFfmpeg;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live that is recorded, by who hosts it, who comes on stage, and who watches it again. */
@BesideOthers
class RecordingInBrowsersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Jumps to a second before a line was said, and tells how late it is shown. It was gone with the jump, and the picture ran on. */
    private static final String SECONDS_LATE = """
            async (said) => {
              const video = document.querySelector('video');
              const isShown = () => !!document.querySelector('.lines li');
              const until = async (what) => { while (!what()) { await new Promise((next) => requestAnimationFrame(next)); } };
              video.currentTime = Math.max(0, said - 1);
              await until(() => !video.seeking && !isShown());
              await video.play();
              await until(isShown);
              return video.currentTime - said;
            }
            """;

    /** As where a network lets nothing through that is no web page: no way to the edge comes about, until {@code isMended}. */
    private static final String NO_WAY = """
            window.RTCPeerConnection = class extends RTCPeerConnection {
              constructor(configuration) {
                super(window.isMended ? configuration : {...configuration, iceServers: [], iceTransportPolicy: 'relay'});
                this.isMended = window.isMended;
              }
              get connectionState() {
                return this.isMended || !this.localDescription ? super.connectionState : 'failed';
              }
              async setLocalDescription(description) {
                await super.setLocalDescription(description);
                this.dispatchEvent(new Event('connectionstatechange'));
              }
            };
            """;

    /** How many a viewer was shown. The host's codec may change meanwhile. */
    private static final String PICTURES =
            "(document.querySelector('.tile video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0)";

    private static final String CALL = """
            async ([method, path, body]) => {
              const api = await import('/js/api.js');
              return (await api[method](path, body))?.edge?.hlsUrl ?? null;
            }
            """;

    private static final String RECORD = """
            async (recording) => {
              const {post} = await import('/js/api.js');
              await post(recording);
              await post(recording + '/consent', {consent: true});
            }
            """;

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
    void a_live_is_recorded_and_watched_again_with_what_was_said() {
        Person awa = new Person(chromium.somebody(), griot.address()).register("awa", "Awa Diop");
        Person kofi = new Person(chromium.somebody(), griot.address());
        String id = awa.goLive("Tales of the hare and the hyena");
        kofi.goTo("/watch/" + id);
        kofi.until(PICTURES + " > 5");
        awa.page().locator("#record").click();
        kofi.page().locator(".badge.rec:visible", withText("Recorded")).waitFor();
        awa.page().locator(".badge.rec:visible", withText("Recorded")).waitFor();
        Poll.until("bytes arrive", PATIENCE, () -> bytes(id) > 100_000);
        awa.say("Good evening by the fire");
        kofi.hears("Good evening by the fire");
        long before = bytes(id);
        Poll.until("more bytes arrive", PATIENCE, () -> bytes(id) > before + 200_000);
        double seen = kofi.number(PICTURES);
        kofi.until(PICTURES + " > " + (seen + 10));
        kofi.goTo("/watch/" + id + "?player=hls");
        kofi.until("document.querySelector('video.far')?.currentTime > 1");
        kofi.page().locator("#far", withText("You see this some seconds late")).waitFor();
        takesOpusWhereOthersTakeAac(kofi, id);
        assertThat(awa.page().locator("#recording-progress").textContent())
                .as("the host sees it grow")
                .doesNotContain("0:00");
        awa.page().getByText("Pause the recording").click();
        kofi.page().locator(".badge.rec:visible", withText("Recording paused")).waitFor();
        awa.page().getByText("Go on recording").click();
        kofi.page().locator(".badge.rec:visible", withText("Recorded")).waitFor();
        awa.page().locator("#end").click();
        awa.page().locator("dialog button[value=end]").click();
        Poll.until("the recording is finished", PATIENCE, () -> state(id).equals("FINISHED"));

        String recording = griot.client().get("/api/sessions/" + id).at("/recordingUrl");
        kofi.goTo(recording);
        kofi.page().locator("#begin").click();
        kofi.until("document.querySelector('video').currentTime > 2");
        double said = Duration.parse(griot.client()
                                .get("/api/recordings/" + recording.substring(recording.lastIndexOf('/') + 1) + "/chat")
                                .at("/items/0/offset"))
                        .toMillis()
                / 1_000.0;
        assertThat(((Number) kofi.page().evaluate(SECONDS_LATE, said)).doubleValue())
                .as("seconds by which the chat is late, behind a jump")
                .isBetween(0.0, 0.3);
        kofi.hears("Good evening by the fire");

        assertThat(kofi.number("document.querySelector('video').videoWidth")).isGreaterThan(100);
        playsTheSoundAlone(kofi);
        kofi.page().locator("#seek").hover();
        kofi.page().locator(".glance:visible").waitFor();
        Download file = kofi.page()
                .waitForDownload(() -> kofi.page().locator("#download").click());
        assertThat(file.suggestedFilename()).isEqualTo("Tales of the hare and the hyena.mp4");
        assertThat(file.path()).isNotEmptyFile();
        assertThat(kofi.page().locator("#clip").count())
                .as("a clip is made by who has an account")
                .isZero();
        sharesAClip(awa, kofi, recording);
        givesCaptions(awa, kofi, recording);
        assertThat(awa.complaints()).isEmpty();
        assertThat(kofi.complaints()).isEmpty();
    }

    /** And the picture again, from there on. */
    private static void playsTheSoundAlone(Person viewer) {
        String video = "document.querySelector('video')";
        double before = viewer.number(video + ".currentTime");
        viewer.page().locator("#quality").selectOption("sound");
        viewer.until("%1$s.readyState > 1 && %1$s.videoWidth === 0 && %1$s.currentTime >= %2$s"
                .formatted(video, before - 0.5));
        viewer.page().locator("#quality").selectOption("picture");
        viewer.until("%1$s.readyState > 1 && %1$s.videoWidth > 100 && %1$s.currentTime >= %2$s"
                .formatted(video, before - 0.5));
    }

    private static void takesOpusWhereOthersTakeAac(Person viewer, String id) {
        assertThat(viewer.page()
                        .evaluate(
                                "performance.getEntriesByType('resource').flatMap(one => /\\/m-[a-z]+\\//.exec(one.name) ?? [])"
                                        + ".filter((one, at, all) => all.indexOf(one) === at)"))
                .isEqualTo(List.of("/m-opus/"));
        String both = griot.client().get(recording(id).at("/playUrl")).text();
        assertThat(both).contains("m-aac/main.m3u8", "mp4a.40.2", "m-opus/main.m3u8");
    }

    /** The host's page sends VP8 until a player asks, which HLS does not know. A recording that begins meanwhile is another matter. */
    @Test
    void a_live_that_is_not_recorded_is_seen_where_webrtc_fails_and_nothing_of_it_stays() {
        Person fatou = new Person(chromium.somebody(), griot.address()).register("fatou", "Fatou Sow");
        String id = fatou.goLive("Not to be kept");
        assertThat(filesOfLives()).as("before anybody asks").isEmpty();
        BrowserContext network = chromium.somebody();
        network.addInitScript(NO_WAY);
        Person sira = new Person(network, griot.address());
        sira.goTo("/watch/" + id);
        sira.page()
                .locator("#far", withText("The direct connection failed twice"))
                .waitFor();
        sira.until(
                "document.querySelector('video.far')?.currentTime > 1 && document.querySelector('video.far').videoWidth > 100");
        assertThat(sira.page().locator(".tile").count()).isZero();
        Chromium.photograph(sira.page(), "watch-far");
        sira.page().setViewportSize(390, 800);
        Chromium.photograph(sira.page(), "watch-far-phone");
        assertThat(recording(id).status()).as("no recording").isEqualTo(204);
        assertThat(fatou.page().locator(".badge.rec:visible").count()).isZero();

        String address = griot.client()
                .post("/api/sessions/" + id + "/join", Map.of("hls", true))
                .at("/edge/hlsUrl");
        assertThat(SystemFfmpeg.play("-i", griot.address().resolve(address).toString(), "-t", "1"))
                .contains("Video: h264", "Audio: opus")
                .containsPattern("frame= *[1-9]");
        String prepared =
                griot.client().get(address).headers().firstValue("Location").orElseThrow();
        assertThat(griot.client()
                        .get(prepared.replace("live.m3u8", "main.m3u8"))
                        .status())
                .as("all of it there is not")
                .isEqualTo(404);

        fatou.page().evaluate(RECORD, "/api/sessions/%s/recording".formatted(id));
        Poll.until("who asks is led to the recording", PATIENCE, () -> griot.client()
                .get(address)
                .headers()
                .firstValue("Location")
                .orElse("")
                .contains(recording(id).at("/id")));
        sira.page()
                .evaluate(
                        "document.querySelector('video.far').before = document.querySelector('video.far').currentTime");
        sira.until("document.querySelector('video.far').currentTime > document.querySelector('video.far').before + 1");

        sira.page().evaluate("window.isMended = true");
        sira.page().locator("#near").click();
        sira.until("document.querySelector('.tile video')?.videoWidth > 0 && document.querySelector('#veil').hidden");
        assertThat(sira.page().locator("video.far").count()).isZero();
        assertThat(sira.page().locator("#far").textContent()).isBlank();
        assertThat(filesOfLives()).isNotEmpty();
        assertThat(sira.complaints()).isEmpty();
        network.close();
        whenItIsPrivateItIsForThoseLetInUntilSomebodyIsPutOut(fatou, id, address);
        fatou.page().locator("#end").click();
        fatou.page().locator("dialog button[value=end]").click();
        Poll.until("nothing of the live is left", PATIENCE, () -> filesOfLives().isEmpty());
        assertThat(fatou.complaints()).isEmpty();
    }

    private static void whenItIsPrivateItIsForThoseLetInUntilSomebodyIsPutOut(Person host, String id, String address) {
        ApiClient moussa = griot.client().register("moussa");
        String session = "/api/sessions/" + id;
        calls(host, "patch", session, Map.of("visibility", "PRIVATE"));
        Poll.until(
                "the address for all is none",
                PATIENCE,
                () -> griot.client().get(address).status() == 404);
        String own = calls(host, "post", session + "/join", Map.of("hls", true));
        assertThat(griot.client().get(own).status()).isEqualTo(307);
        calls(host, "put", session + "/bans/" + moussa.userId(), Map.of());
        Poll.until(
                "nor is what was given out",
                PATIENCE,
                () -> griot.client().get(own).status() == 404);
    }

    /** Returns the address of HLS that the answer has, if it has one. */
    private static String calls(Person host, String method, String path, Map<String, Object> body) {
        return String.valueOf(host.page().evaluate(CALL, List.of(method, path, body)));
    }

    private static List<Path> filesOfLives() {
        try (Stream<Path> all = Files.walk(data.resolve("live"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock"))
                    .toList();
        } catch (NoSuchFileException nobodyAsked) {
            return List.of();
        } catch (UncheckedIOException oneIsBeingRemoved) {
            return filesOfLives();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void a_picture_that_no_browser_plays_out_of_segments_is_prepared_for_them() {
        Show show = Show.startedBy(griot.address(), "ines");
        String session = "/api/sessions/" + show.id();
        PagePeer camera = new PagePeer(chromium.somebody(), show.server());
        camera.publish(show.joinAsHost(), "VP8", Picture.CAMERA);
        show.awaitOnAir();
        show.host().post(session + "/recording");
        show.host().post(session + "/recording/consent", Map.of("consent", true));
        Poll.until("bytes arrive", PATIENCE, () -> bytes(show.id()) > 300_000);
        show.host().post(session + "/end");
        Poll.until("the recording is finished", PATIENCE, () -> state(show.id()).equals("FINISHED"));
        Person kofi = new Person(chromium.somebody(), griot.address());

        kofi.goTo(griot.client().get(session).at("/recordingUrl"));
        kofi.page().locator("#begin").click();

        kofi.page().locator("#video[src$='/x/download.mp4']").waitFor();
        kofi.until(
                "document.querySelector('video').videoWidth > 100 && document.querySelector('video').currentTime > 1");
        aClipShowsItsPictureToo(kofi, show.host(), griot.client().get(session).at("/recordingUrl"));
        camera.close();
    }

    /** From the clip's beginning to its end, and nothing around it. */
    private static void aClipShowsItsPictureToo(Person anybody, ApiClient host, String recording) {
        ApiClient.Answer clip = host.post(
                "/api" + recording + "/clips", Map.of("from", "PT1.2S", "to", "PT2.4S", "title", "The hare jumps"));
        assertThat(clip.status()).as(clip.text()).isEqualTo(201);

        anybody.goTo(clip.at("/url"));
        anybody.page().locator("#video[src$='/x/download.mp4']").waitFor();
        anybody.until(
                "document.querySelector('video').videoWidth > 100 && document.querySelector('video').currentTime >= 1.2");
        anybody.page().locator("#begin").click();
        anybody.until("document.querySelector('video').currentTime > 2.3 && document.querySelector('video').paused");
        assertThat(anybody.number("document.querySelector('video').currentTime"))
                .as("it stops at the mark")
                .isLessThan(2.9);
    }

    /** The host marks a stretch with the pause in it by keys alone; whoever has its address plays that and nothing behind it. */
    private static void sharesAClip(Person host, Person anybody, String recording) {
        host.goTo(recording);
        host.until("document.querySelector('video')?.readyState > 1");
        host.page().locator("#clip").press("Enter");
        host.page().locator("#mark-from").press("Home");
        host.page().locator("#mark-to").press("End");
        host.page().locator("#mark-to").press("ArrowLeft");
        isAccessible(host, "making a clip");
        host.page().getByLabel("Title of the clip").fill("The hare <b>jumps</b>");
        host.page().keyboard().press("Enter");
        host.page().waitForURL("**/clips/*");
        host.page().locator("#begin").waitFor();
        isAccessible(host, "a clip");

        anybody.goTo(recording);
        anybody.page().locator(".clips a").getByText("The hare <b>jumps</b>").click();
        anybody.page().waitForURL("**/clips/*");
        anybody.page().locator("#begin").click();
        anybody.until("document.querySelector('video').currentTime > 1");
        anybody.page().locator("#speed").selectOption("2");
        anybody.until("document.querySelector('#play').getAttribute('aria-label') === 'Play'");
        assertThat(anybody.number(
                        "document.querySelector('video').duration - document.querySelector('video').currentTime"))
                .as("it stops at the mark, not at the end of the segment")
                .isLessThan(0.6);
        String whole = anybody.page().locator("#whole").getAttribute("href");
        assertThat(whole).isEqualTo(recording + "?t=0");
        String shared =
                griot.client().get(URI.create(anybody.page().url()).getPath()).text();
        assertThat(shared).contains("og:title\" content=\"The hare &lt;b&gt;jumps&lt;/b&gt;\"");
    }

    private static void givesCaptions(Person host, Person anybody, String recording) {
        host.goTo(recording);
        host.page().locator("#edit").click();
        host.page()
                .getByLabel("WebVTT file")
                .setInputFiles(new FilePayload(
                        "tales.vtt",
                        "text/vtt",
                        "WEBVTT\n\n00:00.000 --> 00:59.000\nOnce there was a hare".getBytes(StandardCharsets.UTF_8)));
        host.page().locator("#captions").waitFor();
        isAccessible(host, "giving captions");

        anybody.goTo(recording);
        anybody.page().locator("#captions").click();
        anybody.until("document.querySelector('#captions').getAttribute('aria-pressed') === 'true'");
        anybody.page().locator("#begin").click();
        anybody.until(
                "[...document.querySelector('video').textTracks].some(track => track.mode === 'showing' && track.activeCues?.[0]?.text === 'Once there was a hare')");
    }

    private static void isAccessible(Person person, String where) {
        List<String> broken = new AxeBuilder(person.page())
                        .setLegacyMode(true)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getId() + rule.getNodes())
                        .toList();
        assertThat(broken).as(where).isEmpty();
    }

    private static Page.LocatorOptions withText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static long bytes(String session) {
        return recording(session).json().path("bytes").asLong();
    }

    private static String state(String session) {
        return recording(session).at("/state");
    }

    private static ApiClient.Answer recording(String session) {
        return griot.client().get("/api/sessions/" + session + "/recording");
    }
}
