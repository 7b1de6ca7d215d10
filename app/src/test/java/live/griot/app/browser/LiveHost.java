package live.griot.app.browser;

import java.net.URI;
import live.griot.app.support.Chromium;

/** Awa, live from a real browser, for tests of other things than browsers. */
public final class LiveHost implements AutoCloseable {
    private final Chromium chromium = new Chromium();
    private final Person awa;

    /** Registers her at that server. */
    public LiveHost(URI griot) {
        awa = new Person(chromium.somebody(), griot).register("awa", "Awa Diop");
    }

    /** Goes live; returns the session's id once it is. */
    public String goLive(String title) {
        return awa.goLive(title);
    }

    @Override
    public void close() {
        chromium.close();
    }
}
