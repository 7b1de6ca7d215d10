package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host, a guest and a viewer, each in a browser of their own: everybody on stage is seen by everybody. */
class StageInBrowsersTest {
    /** How many frames each tile has decoded: what the browser counts by the track that the tile shows. */
    private static final String FRAMES = """
            async () => {
              const frames = {};
              for (const tile of document.querySelectorAll('.tile')) {
                const video = tile.querySelector('video');
                const track = video.srcObject?.getVideoTracks()[0];
                const stats = track ? await video.griotConnection.getStats(track) : new Map();
                const inbound = [...stats.values()].find(s => s.type === 'inbound-rtp');
                frames[tile.dataset.participant] = inbound?.framesDecoded ?? 0;
              }
              return frames;
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
    void a_viewer_comes_on_stage_is_seen_by_all_is_switched_off_and_brought_down_again() {
        Person awa = new Person(chromium.somebody(), griot.address()).register("awa", "Awa Diop");
        String id = awa.goLive("Two at the fire");
        Person visitor = new Person(chromium.somebody(), griot.address()).goTo("/watch/" + id);
        Person moussa = new Person(chromium.somebody(), griot.address()).register("moussa", "Moussa Traoré");
        moussa.goTo("/watch/" + id);
        String host = person(awa);
        String guest = person(moussa);
        moves(visitor, host);
        moves(moussa, host);

        moussa.page().getByText("Raise your hand").click();
        awa.page().getByLabel("Bring Moussa Traoré on stage").click();
        moussa.page().getByText("Join the stage").click();
        moves(visitor, guest);
        moves(awa, guest);
        moves(visitor, host);
        Chromium.photograph(visitor.page(), "stage-viewer");
        Chromium.photograph(awa.page(), "stage-host");

        awa.page().getByLabel("Switch off Moussa Traoré's camera").click();
        visitor.page().waitForSelector(tile(guest) + ".dark", attached());
        standsStill(visitor, guest, host);

        moussa.page().locator("#cam").click();
        moves(visitor, guest);

        awa.page().getByLabel("Take Moussa Traoré off the stage").click();
        visitor.page().waitForSelector(tile(guest), detached());
        awa.page().waitForSelector(tile(guest), detached());
        moves(visitor, host);
        moves(moussa, host);
        moussa.page().getByText("Raise your hand").waitFor();

        assertThat(visitor.complaints()).isEmpty();
        assertThat(moussa.complaints()).isEmpty();
        assertThat(awa.complaints()).isEmpty();
    }

    /** The tile shows thirty frames more than it has until now. */
    private static void moves(Person viewer, String participant) {
        viewer.page().waitForSelector(tile(participant), attached());
        double before = frames(viewer, participant);
        viewer.page().waitForCondition(() -> frames(viewer, participant) > before + 30);
    }

    /** While another tile shows forty frames more, this one shows none. */
    private static void standsStill(Person viewer, String participant, String other) {
        moves(viewer, other);
        double before = frames(viewer, participant);
        double start = frames(viewer, other);
        viewer.page().waitForCondition(() -> frames(viewer, other) > start + 40);

        assertThat(frames(viewer, participant)).isEqualTo(before);
    }

    private static double frames(Person viewer, String participant) {
        return viewer.number("(%s)().then(frames => frames['%s'] ?? 0)".formatted(FRAMES, participant));
    }

    private static String tile(String participant) {
        return ".tile[data-participant='%s']".formatted(participant);
    }

    private static String person(Person somebody) {
        return somebody.page()
                .evaluate("import('/js/api.js').then(api => api.whoAmI()).then(user => user.id)")
                .toString();
    }

    private static Page.WaitForSelectorOptions attached() {
        return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private static Page.WaitForSelectorOptions detached() {
        return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED);
    }
}
