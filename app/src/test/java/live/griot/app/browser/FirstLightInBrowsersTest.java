package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host goes live in one browser, others watch and chat in theirs, and it ends for all. */
@BesideOthers
class FirstLightInBrowsersTest {
    private static final String RECEIVED = """
            async () => {
              const stats = await document.querySelector('video').griotConnection.getStats();
              const inbound = [...stats.values()].filter(s => s.type === 'inbound-rtp');
              const of = kind => inbound.find(s => s.kind === kind) || {};
              return {frames: of('video').framesDecoded || 0, energy: of('audio').totalAudioEnergy || 0};
            }
            """;

    /** What the publisher's browser believes the way to the edge can carry, in bits a second: it hears that from the edge's feedback. */
    private static final String ESTIMATED = """
            async () => {
              const stats = await document.querySelector('#preview').griotConnection.getStats();
              const transport = [...stats.values()].find(s => s.type === 'transport');
              // Others may be nominated too, which are not in use.
              return stats.get(transport.selectedCandidatePairId)?.availableOutgoingBitrate ?? 0;
            }
            """;

    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        chromium = new Chromium(Chromium.FULL_RATE);
    }

    @AfterAll
    static void stop() {
        chromium.close();
        griot.close();
    }

    @Test
    void a_host_goes_live_viewers_watch_and_chat_and_it_ends_for_all() {
        Person visitor = new Person(chromium.somebody(), griot.address()).goTo("/");
        visitor.page().getByText("Nobody is live at the moment").waitFor();
        Chromium.photograph(visitor.page(), "discover-empty");

        Person awa = new Person(chromium.somebody(), griot.address()).register("awa", "Awa Diop");
        awa.goTo("/studio");
        awa.until("document.querySelector('#preview')?.videoWidth > 0");
        Chromium.photograph(awa.page(), "studio-setup");
        String id = awa.goLive("Tales of the hare and the hyena");

        visitor.page().getByText("Tales of the hare and the hyena").waitFor();
        Chromium.photograph(visitor.page(), "discover");
        visitor.page().getByText("Tales of the hare and the hyena").click();
        seesAndHears(visitor);

        // What the host's browser believes it can send, having begun at 1.5 Mbit/s.
        awa.until("(%s)().then(bitrate => bitrate > 2_000_000)".formatted(ESTIMATED));
        Person moussa = new Person(chromium.somebody(), griot.address()).register("moussa", "Moussa Traoré");
        moussa.goTo("/watch/" + id);
        moussa.until("document.querySelector('video')?.videoWidth > 0");
        moussa.say("Good evening everybody! 🌙");
        awa.hears("Good evening everybody! 🌙");
        visitor.hears("Good evening everybody! 🌙");
        awa.say("Welcome, the fire is lit");
        moussa.hears("Welcome, the fire is lit");
        awa.page().getByText("2 watching").waitFor();
        Chromium.photograph(awa.page(), "studio-live");
        Chromium.photograph(moussa.page(), "watch");

        Person late = new Person(chromium.somebody(390, 844), griot.address()).goTo("/watch/" + id);
        late.hears("Good evening everybody! 🌙");
        late.hears("Welcome, the fire is lit");
        late.until("document.querySelector('#veil')?.hidden");
        Chromium.photograph(late.page(), "watch-phone");

        awa.page().getByText("End the live").first().click();
        Chromium.photograph(awa.page(), "studio-end");
        awa.page().locator("dialog button[value=end]").click();
        for (Person somebody : new Person[] {visitor, moussa, late}) {
            somebody.page().getByText("This live has ended").waitFor();
        }
        awa.page().waitForSelector("body[data-state=ENDED]");
        Chromium.photograph(awa.page(), "studio-ended");
        Chromium.photograph(visitor.page(), "watch-ended");

        awa.goTo("/history");
        awa.page().getByText("Tales of the hare and the hyena").waitFor();
        Chromium.photograph(awa.page(), "history");
        Person phone = new Person(chromium.somebody(390, 844), griot.address()).goTo("/");
        phone.page().getByText("Nobody is live at the moment").waitFor();
        Chromium.photograph(phone.page(), "discover-phone");
        phone.goTo("/signin");
        Chromium.photograph(phone.page(), "signin-phone");

        assertThat(visitor.complaints()).isEmpty();
        assertThat(moussa.complaints()).isEmpty();
        assertThat(awa.complaints()).isEmpty();
    }

    /** For ten seconds of the picture's own clock, frames are decoded and sound has energy. */
    private static void seesAndHears(Person viewer) {
        viewer.until("document.querySelector('video')?.videoWidth > 0");
        double started = viewer.number("document.querySelector('video').currentTime");
        double framesBefore = viewer.number("(%s)().then(r => r.frames)".formatted(RECEIVED));
        viewer.until("document.querySelector('video').currentTime > %f".formatted(started + 10));
        double frames = viewer.number("(%s)().then(r => r.frames)".formatted(RECEIVED)) - framesBefore;

        assertThat(frames).isGreaterThan(100);
        assertThat(viewer.number("(%s)().then(r => r.energy)".formatted(RECEIVED)))
                .isPositive();
        assertThat(viewer.number("document.querySelector('video').videoWidth")).isPositive();
    }
}
