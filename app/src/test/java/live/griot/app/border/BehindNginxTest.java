package live.griot.app.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import live.griot.app.support.Nginx;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a TLS proxy that is set up as the sample says, with the program's own defaults: cookies are secure, and the sockets open to the proxy's pages. */
class BehindNginxTest {
    @TempDir
    static Path data;

    @TempDir
    static Path proxy;

    static StartedGriot griot;
    static Nginx nginx;
    static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        griot = StartedGriot.in(data, Map.of("griot.rates.refreshes-per-address", "5/PT1H"));
        nginx = Nginx.before(griot.address(), proxy);
        client = HttpClient.newBuilder().sslContext(nginx.trusting()).build();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        client.close();
        nginx.close();
        griot.close();
    }

    @Test
    void cookies_are_secure_and_go_no_further_than_they_must() throws Exception {
        HttpResponse<String> registered = client.send(
                HttpRequest.newBuilder(nginx.address().resolve("/api/auth/register"))
                        .header("Content-Type", "application/json")
                        .header("Origin", nginx.address().toString())
                        .POST(BodyPublishers.ofString(
                                "{\"handle\": \"awa\", \"displayName\": \"Awa\", \"password\": \"correct horse awa\"}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        assertThat(registered.headers().allValues("Set-Cookie")).hasSize(2).allSatisfy(cookie -> assertThat(cookie)
                .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/api/auth"));
        assertThat(registered.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void sockets_open_to_pages_of_the_proxy_and_to_no_others() throws Exception {
        for (String socket : new String[] {"/ws", "/api/edge/signal"}) {
            WebSocket opened = open(socket, nginx.address().toString());
            assertThat(opened.isOutputClosed()).isFalse();
            opened.abort();
        }
        assertThatThrownBy(() -> open("/ws", "https://other.example")).isInstanceOf(WebSocketHandshakeException.class);
        assertThatThrownBy(() -> open("/ws", griot.address().toString()))
                .isInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void a_client_is_counted_by_its_own_address_and_not_by_what_it_says_of_itself()
            throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            int status = client.send(
                            HttpRequest.newBuilder(nginx.address().resolve("/api/auth/refresh"))
                                    .header("X-Forwarded-For", "203.0.113." + i)
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
            if (status == 429) {
                return;
            }
        }
        throw new AssertionError("Whoever says another address each time is not counted");
    }

    private static WebSocket open(String path, String origin) throws Exception {
        try {
            return client.newWebSocketBuilder()
                    .header("Origin", origin)
                    .buildAsync(
                            URI.create(nginx.address().toString().replace("https", "wss") + path),
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
