package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a live as those who watch have it: laid out by what is shown or as they choose, with what they need over the picture, on a
 * laptop and on a phone. Awa talks all the time; Sira is on stage with her, and says nothing.
 */
class WatchInBrowsersTest {
    /** Sits on stage with a drawn picture, and no sound. */
    private static final String ON_STAGE = """
            async (session) => {
              const {EdgeClient} = await import('/js/edge/edge-client.js');
              const {patch, post, whoAmI} = await import('/js/api.js');
              const canvas = Object.assign(document.createElement('canvas'), {width: 1280, height: 720});
              const paper = canvas.getContext('2d');
              let shade = 0;
              setInterval(() => {
                paper.fillStyle = `hsl(${shade++ % 360} 60% 40%)`;
                paper.fillRect(0, 0, 1280, 720);
              }, 100);
              const drawn = () => canvas.captureStream(10).getVideoTracks()[0];
              const client = new EdgeClient({join: () => post(`/api/sessions/${session}/join`), receive: false});
              const open = new Promise((resolve) => client.addEventListener('state', ({detail}) => detail === 'open' && resolve()));
              client.start();
              await open;
              await client.publish('CAMERA', drawn());
              const user = await whoAmI();
              window.share = async (screen) => {
                await client.publish('SCREEN', screen ? drawn() : null);
                await patch(`/api/sessions/${session}/participants/${user.id}`, {screen});
              };
            }
            """;

    private static final String LARGE = "document.querySelector('.tile.large')";
    private static final String WIDTH = LARGE + "?.querySelector('video').videoWidth";

    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;
    static Person awa;
    static Person sira;
    static String live;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        chromium = new Chromium();
        awa = new Person(chromium.somebody(), griot.address()).register("awa", "Awa Diop");
        live = awa.goLive("Two at the fire");
        sira = new Person(chromium.somebody(), griot.address()).register("sira", "Sira Keïta");
        sira.page().evaluate(ON_STAGE, live);
        Object person = sira.page().evaluate("import('/js/api.js').then(api => api.whoAmI()).then(user => user.id)");
        awa.page()
                .evaluate(
                        "path => import('/js/api.js').then(api => api.put(path, {role: 'GUEST'}))",
                        "/api/sessions/%s/participants/%s/role".formatted(live, person));
    }

    @AfterAll
    static void stop() {
        chromium.close();
        griot.close();
    }

    @AfterEach
    void everybodyLeaves() {
        chromium.everybodyLeaves(awa.page().context(), sira.page().context());
    }

    @Test
    void the_picture_is_laid_out_by_what_is_shown_or_as_one_chooses() {
        Person viewer = watches(new Person(chromium.somebody(), griot.address()));
        viewer.until(laidOut("speaker", "Awa Diop"));
        viewer.page()
                .evaluate("document.querySelectorAll('.tile video').forEach(video => { video.dataset.kept = 'yes'; })");
        Chromium.photograph(viewer.page(), "watch-speaker");

        viewer.page().getByLabel("Show Sira Keïta large").click();
        viewer.until(laidOut("speaker", "Sira Keïta"));
        viewer.page().getByLabel("Show Sira Keïta large").press("Enter");
        viewer.until(laidOut("speaker", "Awa Diop"));
        assertThat(viewer.number("document.querySelectorAll('.tile video[data-kept]').length"))
                .as("videos that are played still, in other places")
                .isEqualTo(2);

        sira.page().evaluate("window.share(true)");
        viewer.until(laidOut("side", "Sira Keïta: screen"));
        viewer.until(WIDTH + " > 0");
        Chromium.photograph(viewer.page(), "watch-screen");
        sira.page().evaluate("window.share(false)");
        viewer.until(laidOut("speaker", "Awa Diop"));

        choose(viewer, "layout", "grid");
        viewer.until("document.querySelector('#tiles').dataset.layout === 'grid'");
        Chromium.photograph(viewer.page(), "watch-settings");
        viewer.page().reload();
        plays(viewer);
        viewer.until("document.querySelector('#tiles').dataset.layout === 'grid'");
        Chromium.photograph(viewer.page(), "watch-grid");
        assertThat(viewer.complaints()).isEmpty();
    }

    @Test
    void sound_sharpness_and_size_are_chosen_over_the_picture_by_mouse_or_keys() {
        Person viewer = watches(new Person(chromium.somebody(), griot.address()));
        // The browser of a host on a busy machine sends its larger sizes late.
        viewer.page().setDefaultTimeout(90_000);
        viewer.until(WIDTH + " > 320");
        choose(viewer, "quality", "low");
        viewer.until(WIDTH + " <= 320");
        choose(viewer, "quality", "medium");
        viewer.until(WIDTH + " === 640");
        viewer.page().setDefaultTimeout(30_000);
        choose(viewer, "quality", "sound");
        viewer.until(LARGE + ".classList.contains('dark')");
        Chromium.photograph(viewer.page(), "watch-sound-only");
        choose(viewer, "quality", "auto");
        viewer.until("!" + LARGE + ".classList.contains('dark')");
        viewer.page().keyboard().press("Escape");

        viewer.page().locator("#volume").fill("0.5");
        viewer.until("[...document.querySelectorAll('.tile video')].every(video => video.volume === 0.5)");
        viewer.page().locator("#float").click();
        viewer.until("document.pictureInPictureElement !== null");
        viewer.page().locator("#float").click();
        viewer.until("document.pictureInPictureElement === null");
        viewer.page().keyboard().press("f");
        viewer.until("document.fullscreenElement?.id === 'picture'");
        viewer.page().keyboard().press("f");
        viewer.until("document.fullscreenElement === null");
        viewer.page().keyboard().press("m");
        viewer.until("[...document.querySelectorAll('.tile video')].every(video => video.muted)");
        viewer.page().reload();
        plays(viewer);
        viewer.until(
                "[...document.querySelectorAll('.tile video')].every(video => video.muted && video.volume === 0.5)");
        assertThat(viewer.complaints()).isEmpty();
    }

    @Test
    void on_a_phone_the_picture_is_first_and_the_line_to_write_in_is_always_in_sight() {
        Person moussa = new Person(chromium.somebody(390, 844), griot.address()).register("moussa", "Moussa Traoré");
        watches(moussa);
        moussa.say("May I ask something?");
        moussa.hears("May I ask something?");
        moussa.until(laidOut("speaker", "Awa Diop"));
        BoundingBox picture = moussa.page().locator("#picture").boundingBox();
        assertThat(picture.x).isZero();
        assertThat(picture.width).isEqualTo(390);
        assertThat(picture.y).isLessThan(80);
        isInSight(moussa, "#hand");
        isInSight(moussa, ".compose");
        Chromium.photograph(moussa.page(), "watch-phone-stands");

        Page page = moussa.page();
        page.getByLabel("Your message").fill("");
        page.getByLabel("Your message").pressSequentially("mmf");
        page.setViewportSize(390, 480);
        isInSight(moussa, ".compose");
        Chromium.photograph(page, "watch-phone-types");
        assertThat(page.evaluate("[...document.querySelectorAll('.tile video')].some(video => video.muted)"))
                .as("keys that are typed are no shortcuts")
                .isEqualTo(false);

        page.setViewportSize(844, 390);
        moussa.until("document.querySelector('#picture').getBoundingClientRect().height === innerHeight");
        Chromium.photograph(page, "watch-phone-lies");
        page.locator("#picture").hover();
        page.locator("#show-chat").click();
        isInSight(moussa, ".compose");
        isInSight(moussa, "#picture");
        Chromium.photograph(page, "watch-phone-lies-chat");
        assertThat(moussa.complaints()).isEmpty();
    }

    @Test
    void who_reads_from_right_to_left_has_it_the_other_way_round() {
        Person layla = watches(new Person(chromium.somebody("ar"), griot.address()));
        layla.until("document.querySelector('#tiles').dataset.layout === 'speaker'");
        layla.page().locator("#picture").hover();
        Chromium.photograph(layla.page(), "watch-arabic");
        BoundingBox picture = layla.page().locator("#picture").boundingBox();
        assertThat(layla.page().locator("#chat").boundingBox().x).isLessThan(picture.x);
        assertThat(layla.page().locator("#mute").boundingBox().x).isGreaterThan(picture.x + picture.width / 2);

        layla.page().setViewportSize(390, 844);
        isInSight(layla, ".compose");
        isInSight(layla, "#picture");
        assertThat(layla.number("document.documentElement.scrollWidth")).isEqualTo(390);
        Chromium.photograph(layla.page(), "watch-arabic-phone");
    }

    @Test
    void whose_network_changes_while_they_join_is_there_once() {
        Person viewer = new Person(chromium.somebody(), griot.address());
        List<Route> joins = new ArrayList<>();
        List<String> sockets = new ArrayList<>();
        viewer.page().route("**/api/sessions/*/join", joins::add);
        viewer.page().onWebSocket(socket -> sockets.add(URI.create(socket.url()).getPath()));
        viewer.goTo("/watch/" + live);
        viewer.page().waitForCondition(() -> !joins.isEmpty());

        for (int i = 0; i < 3; i++) {
            viewer.page().evaluate("dispatchEvent(new Event('online'))");
        }
        joins.getFirst().resume();
        plays(viewer);

        assertThat(joins).hasSize(1);
        assertThat(sockets).doesNotHaveDuplicates();
    }

    private static Person watches(Person person) {
        person.goTo("/watch/" + live);
        plays(person);
        return person;
    }

    private static void plays(Person person) {
        person.until("document.querySelectorAll('.tile').length === 2 && document.querySelector('#veil').hidden");
    }

    private static String laidOut(String how, String large) {
        return "document.querySelector('#tiles').dataset.layout === '%s' && %s?.querySelector('.name').textContent === '%s'"
                .formatted(how, LARGE, large);
    }

    private static void choose(Person person, String what, String choice) {
        if (!person.page().locator(".settings").isVisible()) {
            person.page().locator("#picture").hover();
            person.page().locator("#settings").click();
        }
        person.page()
                .locator(".settings input[name=%s][value=%s]".formatted(what, choice))
                .check();
    }

    /** The whole of it is on the screen. */
    private static void isInSight(Person person, String selector) {
        person.until("""
                (() => {
                  const {left, right, top, bottom} = document.querySelector('%s').getBoundingClientRect();
                  return right > left && left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
                })()
                """.formatted(selector));
    }
}
