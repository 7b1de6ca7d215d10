package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import live.griot.app.recording.RecordedPeople;
import live.griot.app.recording.RecordedSound;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import live.griot.recording.capture.OpenStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Going live: what it carries, who may come, for how many; and devices that are looked at before anybody else sees them. */
@BesideOthers
class GoLiveInBrowsersTest {
    /** The fake microphone beeps, too shortly to be speech for certain: this is a tone that does not end. */
    private static final String VOICE = """
            const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = async wish => {
              const stream = await open(wish);
              const context = new AudioContext();
              const voice = new OscillatorNode(context, {type: 'sawtooth', frequency: 180});
              const out = context.createMediaStreamDestination();
              voice.connect(new GainNode(context, {gain: 0.4})).connect(out);
              voice.start();
              await context.resume();
              return new MediaStream([...stream.getVideoTracks(), ...out.stream.getAudioTracks()]);
            };
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

    @AfterEach
    void everybodyLeaves() {
        chromium.everybodyLeaves();
    }

    @Test
    void devices_are_checked_and_a_live_of_sound_shows_who_speaks() {
        Person awa = new Person(chromium.somebody(), griot.address()).register("awa", "Awa Diop");
        awa.page().addInitScript(VOICE);
        awa.goTo("/studio");
        awa.until("document.querySelector('#preview')?.videoWidth > 0");
        awa.until("/scaleX\\(0\\.[0-9]*[1-9]/.test(document.querySelector('.level > span')?.style.transform)");
        awa.page().getByText("Test the speaker").click();
        awa.page().getByText("You should hear two notes.").waitFor();
        assertThat(awa.page().getByLabel("Camera").locator("option").count()).isPositive();
        Chromium.photograph(awa.page(), "golive");
        awa.page().setViewportSize(390, 844);
        Chromium.photograph(awa.page(), "golive-phone");
        awa.page().setViewportSize(1280, 800);

        awa.page()
                .getByLabel("Sound", new Page.GetByLabelOptions().setExact(true))
                .check(forced());
        awa.page().getByText("You are heard, not seen.").waitFor();
        awa.page().getByLabel("Seats on stage").selectOption("3");
        Chromium.photograph(awa.page(), "golive-sound");
        awa.page().getByLabel("Title").fill("Voices of the night");
        awa.page().locator("#go:enabled").click();
        awa.page().waitForSelector("body[data-state=LIVE]");
        String id = awa.page()
                .evaluate("import('/js/api.js').then(api => api.get('/api/sessions/current')).then(s => s.id)")
                .toString();
        assertThat(current(awa)).isEqualTo("AUDIO PUBLIC 3");
        Person visitor = new Person(chromium.somebody(), griot.address()).goTo("/watch/" + id);
        visitor.page().waitForSelector(".tile.dark.speaks[data-initials=AD]");
        visitor.until("document.querySelector('#veil')?.hidden");
        Chromium.photograph(visitor.page(), "sound-watch");
        awa.page().waitForSelector(".alone.speaks");
        Chromium.photograph(awa.page(), "sound-studio");

        assertThat(awa.complaints()).isEmpty();
        assertThat(visitor.complaints()).isEmpty();
    }

    /** This machine's browser cannot blur, so its script says here what one would say that can. */
    @Test
    void the_background_is_blurred_where_the_browser_can_and_stays_so_after_a_reload() {
        Person binta = new Person(chromium.somebody(), griot.address()).register("binta", "Binta Sow");
        binta.page().addInitScript("""
                        MediaStreamTrack.prototype.getCapabilities = () => ({backgroundBlur: [false, true]});
                        MediaStreamTrack.prototype.applyConstraints = async wish => { window.blurred = wish.advanced?.[0].backgroundBlur ?? wish.backgroundBlur; };
                        """);
        binta.goTo("/studio");
        binta.page().getByLabel("Blur the background").check();
        binta.until("window.blurred === true");

        binta.page().reload();

        binta.until("window.blurred === true");
        assertThat(binta.page().getByLabel("Blur the background").isChecked()).isTrue();
        Chromium.photograph(binta.page(), "golive-blur");
    }

    @Test
    void it_reads_from_right_to_left_in_arabic() {
        Person fanta = new Person(chromium.somebody(390, 844), griot.address()).register("fanta", "Fanta Kone");
        fanta.page().evaluate("localStorage.setItem('griot.language', 'ar')");
        fanta.goTo("/studio");
        fanta.until("document.querySelector('#preview')?.videoWidth > 0");
        assertThat((boolean) fanta.page().evaluate("document.documentElement.scrollWidth > innerWidth"))
                .isFalse();
        Chromium.photograph(fanta.page(), "golive-arabic-phone");
        fanta.page().setViewportSize(1280, 800);
        Chromium.photograph(fanta.page(), "golive-arabic");
    }

    @Test
    void a_private_live_of_a_screen_shows_the_screen() {
        Person moussa = new Person(chromium.somebody(), griot.address())
                .register("moussa", "Moussa Traoré")
                .goTo("/studio");
        moussa.page().getByLabel("Title").fill("How the kora is strung");
        moussa.page()
                .getByLabel("Screen", new Page.GetByLabelOptions().setExact(true))
                .check(forced());
        moussa.page().getByLabel("By invitation").check(forced());
        moussa.page()
                .getByText("You choose the screen or window when you go live.")
                .waitFor();
        moussa.page().locator("#go:enabled").click();

        moussa.page().waitForSelector("body[data-state=LIVE]");
        moussa.until("document.querySelector('#preview')?.videoWidth > 0");
        assertThat(current(moussa)).isEqualTo("SCREEN PRIVATE 4");
        Chromium.photograph(moussa.page(), "screen-studio");
        assertThat(moussa.complaints()).isEmpty();
    }

    @Test
    void a_live_is_recorded_with_everybodys_picture_where_that_is_wished() {
        Person ines = new Person(chromium.somebody(), griot.address())
                .register("ines", "Ines Ba")
                .goTo("/studio");
        ines.page().getByLabel("Title").fill("Two tell");
        assertThat(ines.page().locator("#with-stems").isVisible()).isFalse();
        ines.page().getByLabel("Record this live").check();
        ines.page().getByLabel("Keep everyone’s picture, too").check();
        Chromium.photograph(ines.page(), "golive-recorded");
        ines.page().locator("#go:enabled").click();
        ines.page().waitForSelector("body[data-state=LIVE]");
        String id = ines.page()
                .evaluate("import('/js/api.js').then(api => api.get('/api/sessions/current')).then(s => s.id)")
                .toString();

        Poll.until("her own picture is kept", Duration.ofSeconds(30), () -> griot.client()
                .get("/api/sessions/" + id + "/recording")
                .text()
                .contains("\"v-"));
        assertThat(ines.complaints()).isEmpty();
    }

    @Test
    void what_was_recorded_of_two_is_saved_side_by_side_too_and_of_one_not() throws Exception {
        ApiClient sira = griot.client().register("sira");
        Person anybody = new Person(chromium.somebody(), griot.address());
        anybody.goTo("/recordings/" + recorded(sira, "01AWA"));
        anybody.page().locator("#download").waitFor();
        assertThat(anybody.page().locator("#download-grid").count()).isZero();

        anybody.goTo("/recordings/" + recorded(sira, "01AWA", "01MOUSSA"));
        anybody.page().locator("#download-grid").waitFor();
        Chromium.photograph(anybody.page(), "replay-side-by-side");
        Download file = anybody.page()
                .waitForDownload(() -> anybody.page().locator("#download-grid").click());

        assertThat(file.url()).endsWith("/x/grid.mp4");
        assertThat(file.path()).isNotEmptyFile();
        assertThat(anybody.complaints()).isEmpty();
    }

    /** Returns the id of a recording of these people. */
    private static String recorded(ApiClient host, String... people) throws Exception {
        String id = RecordedSound.of(griot, host.createSession("Two tell"), host.userId(), 3);
        RecordedPeople.keep(griot.part(OpenStore.class), id, people);
        return id;
    }

    /** What a browser without a camera would say is said here by its script: this one has a fake camera. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NotAllowedError | does not let this page use the camera",
                "NotFoundError | Plug one in",
                "NotReadableError | Another program uses the camera"
            })
    void what_keeps_a_camera_from_opening_is_said_with_what_to_do(String error, String sentence) {
        Person kofi = new Person(chromium.somebody(390, 844), griot.address())
                .register("kofi_" + error.substring(3, 8).toLowerCase(Locale.ROOT), "Kofi Mensah");
        kofi.page().addInitScript("""
                        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                        let refusals = 1;
                        navigator.mediaDevices.getUserMedia = wish => refusals-- > 0 ? Promise.reject(new DOMException('', '%s')) : open(wish);
                        """.formatted(error));
        kofi.goTo("/studio");

        kofi.page().getByRole(AriaRole.ALERT).getByText(sentence).waitFor();
        assertThat(kofi.page().locator("#go").isDisabled()).isTrue();
        Chromium.photograph(kofi.page(), "golive-" + error);
        kofi.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"))
                .click();
        kofi.until("document.querySelector('#preview')?.videoWidth > 0");
        assertThat(kofi.page().locator("#go").isEnabled()).isTrue();
    }

    private static Locator.CheckOptions forced() {
        return new Locator.CheckOptions().setForce(true);
    }

    private static String current(Person host) {
        return host.page()
                .evaluate(
                        "import('/js/api.js').then(api => api.get('/api/sessions/current')).then(s => `${s.type} ${s.visibility} ${s.maxParticipants}`)")
                .toString();
    }
}
