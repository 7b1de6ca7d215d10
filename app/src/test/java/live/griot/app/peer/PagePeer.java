package live.griot.app.peer;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import live.griot.app.support.ApiClient;
import tools.jackson.databind.json.JsonMapper;

/** One peer connection in a page of a browser of its own. Used by the thread that made the browser. */
public final class PagePeer implements MediaPeer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCRIPT = Scripts.read("/peer/peer.js");

    private final Page page;
    private final Way way;

    /** Opens a page of that server which does nothing yet, to speak HTTP. */
    public PagePeer(BrowserContext browser, URI server) {
        this(browser, server, Way.HTTP);
    }

    /** Opens a page of that server which does nothing yet, to go that way; over the socket with the browser client's own modules. */
    public PagePeer(BrowserContext browser, URI server, Way way) {
        this.way = way;
        page = browser.newPage();
        page.navigate(server.resolve("/api/edge/status").toString());
        // A page plays no sound before somebody has touched it.
        page.mouse().click(1, 1);
        page.evaluate(SCRIPT);
    }

    /** Publishes the browser's fake camera and microphone with that codec, {@code VP8} or {@code H264}; over the socket the client chooses VP8. */
    public PagePeer publish(ApiClient.Answer joined, String codec, Picture picture) {
        Map<String, Object> order = new HashMap<>(Map.of("codec", codec, "width", picture.width()));
        order.put("height", picture.height());
        order.put("frameRate", picture.frameRate());
        order.put("bitrate", picture.bitrate());
        return begin("publish", joined, way.toPublish(), order);
    }

    /** Plays whatever is on air. */
    public PagePeer play(ApiClient.Answer joined) {
        return begin("play", joined, way.toPlay(), new HashMap<>());
    }

    private PagePeer begin(String what, ApiClient.Answer joined, String url, Map<String, Object> order) {
        order.put("url", joined.at(url));
        order.put("ticket", joined.at("/ticket"));
        order.put("joined", joined.text());
        order.put("overSocket", way == Way.SOCKET);
        page.evaluate("order => window.peer." + what + "(order)", order);
        return this;
    }

    @Override
    public PeerFigures figures() {
        Object told = page.evaluate("() => window.peer.figures().then(JSON.stringify)");
        return JSON.readValue(String.valueOf(told), PeerFigures.class);
    }

    @Override
    public void mark() {
        page.evaluate("() => window.peer.mark()");
    }

    @Override
    public void close() {
        page.evaluate("() => window.peer.close()");
    }

    /** Returns the page, for what only it can tell. */
    public Page page() {
        return page;
    }
}
