package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import live.griot.app.network.Impairment;
import live.griot.app.network.UdpImpairment;
import live.griot.app.peer.NativePeers;
import live.griot.app.peer.Picture;
import live.griot.app.peer.Show;
import live.griot.app.support.Chromium;
import live.griot.app.support.GriotProcess;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody who watches sees when something breaks, as docs/operations.md has it: nobody touches their page, and the picture comes back.
 */
class CutOffTest {
    private static final long CUT_MILLIS = 5_000;

    /** For so long nothing new is seen before a cut ends: all of it, but for what was under way or waited to be shown when it came. */
    private static final long STILL_MILLIS = 3_000;

    private static final long SEED = 7;

    /** Counts the pictures that any tile shows, whichever come and go, and remembers when the last was. */
    private static final String WATCH_CLOSELY = """
            () => {
              const watched = new WeakSet();
              window.pictures = 0;
              const watch = (video) => {
                watched.add(video);
                const onFrame = () => {
                  window.pictures++;
                  window.pictureAt = performance.now();
                  video.requestVideoFrameCallback(onFrame);
                };
                video.requestVideoFrameCallback(onFrame);
              };
              const look = () => [...document.querySelectorAll('#tiles video')].filter((video) => !watched.has(video)).forEach(watch);
              new MutationObserver(look).observe(document.querySelector('#tiles'), {childList: true, subtree: true});
              look();
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

    @AfterEach
    void everybodyLeaves() {
        chromium.everybodyLeaves();
    }

    @Test
    void a_viewer_whose_network_is_cut_for_five_seconds_sees_a_still_picture_and_then_goes_on() {
        Show show = Show.startedBy(griot.address(), "cut_viewer");
        try (NativePeers natives = new NativePeers();
                UdpImpairment network = UdpImpairment.before(griot, SEED)) {
            natives.publish("host", show.server(), show.joinAsHost(), "VP8", Picture.CAMERA, 0);
            show.awaitOnAir();
            Person viewer = new Person(network.around(chromium.somebody()), show.server());
            watch(viewer, show);

            cutForFiveSeconds(network, viewer, () -> {});

            goesOn(viewer);
        }
    }

    @Test
    void viewers_of_a_host_whose_network_is_cut_for_five_seconds_are_told_and_then_see_on() {
        Show show = Show.startedBy(griot.address(), "cut_host");
        try (NativePeers natives = new NativePeers();
                UdpImpairment network = UdpImpairment.before(griot, SEED)) {
            natives.publish("host", show.server(), show.joinAsHost(), "VP8", Picture.CAMERA, network.port());
            show.awaitOnAir();
            Person viewer = new Person(chromium.somebody(), show.server());
            watch(viewer, show);

            cutForFiveSeconds(network, viewer, () -> isToldThatTheHostIsAway(viewer));

            goesOn(viewer);
        }
    }

    @Test
    void viewers_of_a_host_who_was_killed_are_told_and_see_on_when_the_host_is_back() {
        Show show = Show.startedBy(griot.address(), "killed_host");
        Person viewer = new Person(chromium.somebody(), show.server());
        try (NativePeers killed = new NativePeers()) {
            killed.publish("host", show.server(), show.joinAsHost(), "VP8", Picture.CAMERA, 0);
            show.awaitOnAir();
            watch(viewer, show);
            killed.kill();
            isToldThatTheHostIsAway(viewer);
        }
        assertThat(show.state()).isEqualTo("LIVE");
        try (NativePeers again = new NativePeers()) {
            again.publish("host", show.server(), show.joinAsHost(), "VP8", Picture.CAMERA, 0);
            goesOn(viewer);
        }
    }

    @Test
    void when_the_program_is_killed_and_started_again_host_and_viewers_come_back_by_themselves(@TempDir Path home)
            throws Exception {
        try (GriotProcess first = GriotProcess.start(home)) {
            Person host = new Person(chromium.somebody(), first.address()).register("restarted", "Awa Diop");
            String id = host.goLive("Twice told");
            Person viewer = new Person(chromium.somebody(), first.address());
            watch(viewer, id);

            first.kill();
            viewer.page().getByText("Your connection was lost").waitFor();
            viewer.page().getByText("The chat is reconnecting").waitFor();
            Chromium.photograph(viewer.page(), "watch-reconnecting");
            try (GriotProcess second = first.again()) {
                goesOn(viewer);
                assertThat(viewer.page().url()).startsWith(second.address().toString());
            }
        }
    }

    private static void watch(Person viewer, Show show) {
        watch(viewer, show.id());
    }

    private static void watch(Person viewer, String id) {
        viewer.goTo("/watch/" + id);
        viewer.until("document.querySelector('#veil')?.hidden");
        viewer.page().evaluate(WATCH_CLOSELY);
        viewer.until("window.pictures > 25");
    }

    /** Loses every datagram for five seconds, of which the last three show nothing new. What goes over TCP, such as the signalling, only waits in such a cut. */
    private static void cutForFiveSeconds(UdpImpairment network, Person viewer, Runnable meanwhile) {
        network.bothWays(Impairment.CUT);
        long cut = System.nanoTime();
        meanwhile.run();
        viewer.page().waitForCondition(() -> System.nanoTime() - cut >= TimeUnit.MILLISECONDS.toNanos(CUT_MILLIS));
        assertThat(viewer.number("performance.now() - window.pictureAt")).isGreaterThan(STILL_MILLIS);
        network.bothWays(Impairment.NONE);
    }

    private static void isToldThatTheHostIsAway(Person viewer) {
        viewer.page().getByText("The host will be right back").waitFor();
    }

    /** The veil is gone, and pictures are shown again. */
    private static void goesOn(Person viewer) {
        viewer.until("document.querySelector('#veil')?.hidden");
        double shown = viewer.number("window.pictures");
        viewer.until("window.pictures > %f".formatted(shown + 25));
    }
}
