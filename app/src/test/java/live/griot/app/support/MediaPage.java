package live.griot.app.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * A page that publishes by WHIP or plays by WHEP with a peer connection and nothing else, as anybody's page may. Used by the thread that
 * made the browser.
 */
public final class MediaPage {
    /** Publishes or plays; returns the answer, from which the ways by UDP are taken where only TCP is to be tried. */
    private static final String CONNECT = """
            async ({url, ticket, publish, configuration, withoutUdp}) => {
              const peer = window.peer = new RTCPeerConnection(configuration);
              if (publish) {
                const stream = await navigator.mediaDevices.getUserMedia({audio: true, video: {width: 640, height: 360}});
                stream.getTracks().forEach(track => peer.addTransceiver(track, {direction: 'sendonly', streams: [stream]}));
              } else {
                ['audio', 'video'].forEach(kind => peer.addTransceiver(kind, {direction: 'recvonly'}));
              }
              await peer.setLocalDescription();
              const answer = await fetch(url, {method: 'POST', body: peer.localDescription.sdp,
                headers: {'Content-Type': 'application/sdp', 'Authorization': 'Bearer ' + ticket}});
              if (answer.status !== 201) throw new Error(answer.status + ' ' + await answer.text());
              const whole = await answer.text();
              const sdp = withoutUdp ? whole.replace(/^a=candidate:\\S+ \\d+ udp .*\\r\\n/gm, '') : whole;
              await peer.setRemoteDescription({type: 'answer', sdp});
              return sdp;
            }
            """;

    /** What came in so far, and by which way it goes. */
    private static final String STATISTICS = """
            async () => {
              const stats = await window.peer.getStats();
              const all = [...stats.values()];
              const inbound = kind => all.find(report => report.type === 'inbound-rtp' && report.kind === kind) || {};
              const transport = all.find(report => report.type === 'transport');
              const pair = transport && stats.get(transport.selectedCandidatePairId);
              const local = pair && stats.get(pair.localCandidateId) || {};
              const codec = stats.get(inbound('video').codecId) || {};
              return {packets: inbound('video').packetsReceived || 0, frames: inbound('video').framesDecoded || 0,
                sound: inbound('audio').packetsReceived || 0, codec: codec.mimeType || '',
                candidateType: local.candidateType || '', protocol: local.protocol || ''};
            }
            """;

    private final Page page;
    private final Map<String, Object> configuration;
    private final boolean withoutUdp;

    /**
     * Opens a page of a server.
     *
     * @param configuration of the peer connection, as an RTCConfiguration
     * @param withoutUdp whether the ways by UDP that the server names are not told to the browser
     */
    public MediaPage(BrowserContext browser, URI server, Map<String, Object> configuration, boolean withoutUdp) {
        this.configuration = configuration;
        this.withoutUdp = withoutUdp;
        page = browser.newPage();
        page.navigate(server.resolve("/api/edge/status").toString());
    }

    /** Opens a page of a server with nothing set. */
    public MediaPage(BrowserContext browser, URI server) {
        this(browser, server, Map.of(), false);
    }

    /** Publishes the browser's fake camera and microphone with the ticket of a join; returns the answer as the browser is told it. */
    public String publish(ApiClient.Answer joined) {
        return connect(joined, "/edge/whipUrl", true);
    }

    /** Plays with the ticket of a join; returns the answer as the browser is told it. */
    public String play(ApiClient.Answer joined) {
        return connect(joined, "/edge/whepUrl", false);
    }

    private String connect(ApiClient.Answer joined, String url, boolean publish) {
        Object answer = page.evaluate(
                CONNECT,
                Map.of(
                        "url",
                        joined.at(url),
                        "ticket",
                        joined.at("/ticket"),
                        "publish",
                        publish,
                        "configuration",
                        configuration,
                        "withoutUdp",
                        withoutUdp));
        return String.valueOf(answer);
    }

    /** Returns how many {@code packets} and {@code frames} of the picture, or packets of {@code sound}, came so far. */
    public int received(String what) {
        return ((Number) statistic(what)).intValue();
    }

    /** Returns the {@code codec} of the picture, or the {@code candidateType} or {@code protocol} of this side's way; empty while there is none. */
    public String told(String what) {
        return (String) statistic(what);
    }

    private Object statistic(String what) {
        return Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(page.evaluate(STATISTICS))).get(what));
    }
}
