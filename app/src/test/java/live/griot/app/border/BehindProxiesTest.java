package live.griot.app.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.EncoderOffer;
import live.griot.app.support.StartedGriot;
import live.griot.app.support.TlsProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a TLS proxy that is set up as its sample says, with the program's own defaults: cookies are secure, and the sockets open to the proxy's pages. */
@BesideOthers
class BehindProxiesTest {
    @TempDir
    static Path data;

    @TempDir
    static Path nginx;

    @TempDir
    static Path caddy;

    static StartedGriot griot;
    static final Map<String, Way> WAYS = new HashMap<>();

    /** A proxy, and who comes through it from an address of their own. */
    record Way(TlsProxy proxy, HttpClient client) {}

    @BeforeAll
    static void start() throws Exception {
        griot = StartedGriot.in(data, Map.of("griot.rates.refreshes-per-address", "5/PT1H"));
        WAYS.put("nginx", way(TlsProxy.nginx(griot.address(), nginx), "127.0.0.2"));
        WAYS.put("caddy", way(TlsProxy.caddy(griot.address(), caddy), "127.0.0.3"));
    }

    private static Way way(TlsProxy proxy, String from) throws Exception {
        return new Way(
                proxy,
                HttpClient.newBuilder()
                        .sslContext(proxy.trusting())
                        .localAddress(InetAddress.getByName(from))
                        .build());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        for (Way way : WAYS.values()) {
            way.client().close();
            way.proxy().close();
        }
        griot.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy"})
    void cookies_are_secure_and_go_no_further_than_they_must(String name) throws Exception {
        Way way = way(name);
        URI address = way.proxy().address();

        HttpResponse<String> registered = way.client()
                .send(
                        HttpRequest.newBuilder(address.resolve("/api/auth/register"))
                                .header("Content-Type", "application/json")
                                .header("Origin", address.toString())
                                .POST(BodyPublishers.ofString(
                                        "{\"handle\": \"awa_%s\", \"displayName\": \"Awa\", \"password\": \"correct horse awa\"}"
                                                .formatted(name)))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        assertThat(registered.headers().allValues("Set-Cookie")).hasSize(2).allSatisfy(cookie -> assertThat(cookie)
                .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/api/auth"));
        assertThat(registered.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy"})
    void pages_come_and_an_encoder_publishes_through_it(String name) throws Exception {
        Way way = way(name);
        URI address = way.proxy().address();
        assertThat(way.client()
                        .send(HttpRequest.newBuilder(address.resolve("/")).build(), BodyHandlers.ofString())
                        .body())
                .contains("<html");
        ApiClient host = griot.client().register("host_" + name);
        String live = "/api/sessions/" + host.createSession("Through " + name);
        host.post(live + "/start");
        String ticket = "Bearer " + host.post(live + "/join").at("/ticket");

        HttpResponse<String> published = way.client()
                .send(
                        HttpRequest.newBuilder(address.resolve("/api/edge/whip"))
                                .header("Authorization", ticket)
                                .header("Content-Type", "application/sdp")
                                .POST(BodyPublishers.ofString(EncoderOffer.SDP))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
        URI resource =
                address.resolve(published.headers().firstValue("Location").orElseThrow());
        assertThat(resource.getAuthority()).isEqualTo(address.getAuthority());
        assertThat(way.client()
                        .send(
                                HttpRequest.newBuilder(resource)
                                        .header("Authorization", ticket)
                                        .DELETE()
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy"})
    void sockets_open_to_pages_of_the_proxy_and_to_no_others(String name) throws Exception {
        Way way = way(name);
        for (String socket : new String[] {"/ws", "/api/edge/signal"}) {
            WebSocket opened = open(way, socket, way.proxy().address().toString());
            assertThat(opened.isOutputClosed()).isFalse();
            opened.abort();
        }
        assertThatThrownBy(() -> open(way, "/ws", "https://other.example"))
                .isInstanceOf(WebSocketHandshakeException.class);
        assertThatThrownBy(() -> open(way, "/ws", griot.address().toString()))
                .isInstanceOf(WebSocketHandshakeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy"})
    void a_client_is_counted_by_its_own_address_and_not_by_what_it_says_of_itself(String name)
            throws IOException, InterruptedException {
        Way way = way(name);
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(way.client()
                    .send(
                            HttpRequest.newBuilder(way.proxy().address().resolve("/api/auth/refresh"))
                                    .header("X-Forwarded-For", "203.0.113." + i)
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode());
        }
        assertThat(answers).startsWith(401, 401, 401, 401, 401).endsWith(429, 429, 429);
    }

    private static Way way(String name) {
        return Objects.requireNonNull(WAYS.get(name));
    }

    private static WebSocket open(Way way, String path, String origin) throws Exception {
        try {
            return way.client()
                    .newWebSocketBuilder()
                    .header("Origin", origin)
                    .buildAsync(
                            URI.create(way.proxy().address().toString().replace("https", "wss") + path),
                            new WebSocket.Listener() {
                                @Override
                                public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                                    return CompletableFuture.completedStage(null);
                                }
                            })
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof Exception why) {
                throw why;
            }
            throw refused;
        }
    }
}
