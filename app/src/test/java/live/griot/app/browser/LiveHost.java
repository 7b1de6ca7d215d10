package live.griot.app.browser;

import java.net.URI;
import live.griot.app.support.Chromium;

/** Awa, live from a real browser, for tests of other things than browsers. */
public final class LiveHost implements AutoCloseable {
    private final Chromium chromium = new Chromium();
    private final Person awa;
    private final URI griot;

    /** Registers her at that server. */
    public LiveHost(URI griot) {
        this.griot = griot;
        awa = new Person(chromium.somebody(), griot).register("awa", "Awa Diop");
    }

    /** Goes live; returns the session's id once it is. */
    public String goLive(String title) {
        return awa.goLive(title);
    }

    /** Goes live and records it; returns the session's id once it is live. */
    public String goLiveRecorded(String title) {
        awa.goTo("/studio").page().getByLabel("Record this live").check();
        return awa.goLiveFromHere(title);
    }

    /** Lets somebody play a recording from its beginning to its end, four times as fast; returns where it ended, in seconds. */
    public static double playedToItsEnd(URI griot, String page) {
        try (Chromium chromium = new Chromium()) {
            Person viewer = new Person(chromium.somebody(), griot).goTo(page);
            viewer.page().locator("#begin").click();
            viewer.until("document.querySelector('video').videoWidth > 0");
            viewer.page().evaluate("document.querySelector('video').playbackRate = 4");
            viewer.until("document.querySelector('video').ended");
            return viewer.number("document.querySelector('video').currentTime");
        }
    }

    /** Lets somebody watch in a window of their own, and returns once they see her move. */
    public void watched(String session) {
        Person viewer = new Person(chromium.somebody(), griot).goTo("/watch/" + session);
        viewer.until("document.querySelector('video')?.currentTime > 1");
    }

    @Override
    public void close() {
        chromium.close();
    }
}
