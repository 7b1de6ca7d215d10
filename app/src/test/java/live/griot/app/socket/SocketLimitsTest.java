package live.griot.app.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.RawWebSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many sockets there may be, how fast they may speak, and how long they may be silent. */
class SocketLimitsTest {
    private static final int FROM_ONE_ADDRESS = 6;
    private static final int OF_ONE_PERSON = 2;
    private static final int SUBSCRIPTIONS = 3;
    private static final int BURST = 40;
    private static final int PINGS_LONGER_THAN_SILENCE = 20;

    @TempDir
    static Path data;

    static Chat chat;
    static Gauges gauges;

    @BeforeAll
    static void start() {
        chat = new Chat(
                data,
                Map.of(
                        "griot.live.max-sockets-per-address", Integer.toString(FROM_ONE_ADDRESS),
                        "griot.live.max-sockets-per-person", Integer.toString(OF_ONE_PERSON),
                        "griot.live.max-subscriptions", Integer.toString(SUBSCRIPTIONS),
                        "griot.live.frame-burst", Integer.toString(BURST),
                        "griot.live.frames-per-second", "1",
                        "griot.live.hello-timeout", "PT2S",
                        "griot.live.ping-interval", "PT0.2S",
                        "griot.live.silence", "PT3S",
                        "griot.live.allowed-origins", "https://friends.example"));
        gauges = new Gauges(chat.griot);
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @BeforeEach
    void everybodyIsGone() {
        gauges.awaitSockets(0);
    }

    @Test
    void who_gives_no_sign_of_life_is_asked_for_one_and_then_closed() throws IOException {
        try (RawWebSocket socket = greeted()) {
            assertThat(socket.read().opcode()).isEqualTo(RawWebSocket.PING);
            assertThat(socket.closeCode()).isEqualTo(1008);
        }
        assertThat(gauges.of("griot_live_closed_total{reason=\"silent\"}")).isPositive();
    }

    @Test
    void who_answers_pings_stays_and_who_does_not_hang_up_properly_is_noticed() throws IOException {
        RawWebSocket socket = greeted();
        for (int ping = 0; ping < PINGS_LONGER_THAN_SILENCE; ping++) {
            RawWebSocket.Frame asked = socket.read();
            assertThat(asked.opcode()).isEqualTo(RawWebSocket.PING);
            socket.frame(0x80 | RawWebSocket.PONG, asked.payload(), true);
        }
        assertThat(gauges.of("griot_live_sockets")).isEqualTo(1);
        socket.cut();
        gauges.awaitSockets(0);
    }

    @Test
    void who_says_no_hello_is_closed() throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(chat.griot.address())) {
            assertThat(socket.closeCode()).isEqualTo(1008);
        }
        assertThat(gauges.of("griot_live_closed_total{reason=\"without_hello\"}"))
                .isPositive();
    }

    @Test
    void a_full_server_says_when_to_come_back(@TempDir Path own) throws Exception {
        try (Chat small = new Chat(own, Map.of("griot.live.max-sockets", "1"));
                LiveSocketClient only = LiveSocketClient.connect(small.griot.address(), null);
                RawWebSocket oneMore = RawWebSocket.ask(small.griot.address(), Map.of())) {
            assertThat(oneMore.answer())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: ", "application/problem+json");
            only.subscribe(small.topic);
        }
    }

    @Test
    void an_address_has_so_many_sockets_and_no_more_until_one_is_closed() throws Exception {
        List<LiveSocketClient> open = new ArrayList<>();
        for (int i = 0; i < FROM_ONE_ADDRESS; i++) {
            open.add(LiveSocketClient.connect(chat.griot.address(), null));
        }
        try (RawWebSocket oneMore = RawWebSocket.ask(chat.griot.address(), Map.of())) {
            assertThat(oneMore.answer())
                    .startsWith("HTTP/1.1 429 ")
                    .contains("Retry-After: ", "application/problem+json");
        }
        open.remove(0).close();
        await().until(() -> {
            try (RawWebSocket again = RawWebSocket.ask(chat.griot.address(), Map.of())) {
                return again.answer().startsWith("HTTP/1.1 101 ");
            }
        });
        open.forEach(LiveSocketClient::close);
    }

    @Test
    void a_person_has_so_many_sockets_and_no_more_until_one_is_closed() throws Exception {
        ApiClient binta = chat.griot.client().register("binta");
        LiveSocketClient first = LiveSocketClient.connect(chat.griot.address(), binta.token());
        try (LiveSocketClient second = LiveSocketClient.connect(chat.griot.address(), binta.token())) {
            second.subscribe("me");
            try (RawWebSocket third = RawWebSocket.open(chat.griot.address())) {
                third.text("{\"type\":\"hello\",\"token\":\"%s\"}".formatted(binta.token()));
                assertThat(third.closeCode()).isEqualTo(1013);
            }
            first.close();
            await().until(() -> {
                try (RawWebSocket again = RawWebSocket.open(chat.griot.address())) {
                    again.text("{\"type\":\"hello\",\"token\":\"%s\"}".formatted(binta.token()));
                    return again.read().opcode() == RawWebSocket.TEXT;
                }
            });
        }
    }

    @Test
    void who_speaks_too_fast_is_closed() throws IOException {
        try (RawWebSocket socket = greeted()) {
            for (int i = 0; i < 3 * BURST; i++) {
                socket.text("{\"type\":\"unsubscribe\",\"topic\":\"sessions/X\"}");
            }
            assertThat(socket.closeCode()).isEqualTo(1008);
        } catch (IOException closedWhileItSpoke) {
            assertThat(closedWhileItSpoke).hasMessageMatching(".*(reset|Broken pipe|closed).*");
        }
        gauges.awaitAtLeast("griot_live_closed_total{reason=\"too_fast\"}", 1);
    }

    @Test
    void a_socket_has_so_many_subscriptions_and_no_more() throws Exception {
        try (LiveSocketClient client = LiveSocketClient.connect(chat.griot.address(), chat.host.token())) {
            client.subscribe("me");
            client.subscribe(chat.topic);
            client.subscribe(chat.topic.replace("/chat", ""));
            String another = "sessions/" + chat.host.createSession("One too many");
            assertThat(client.refusedTopic(another)).isEqualTo("RATE_LIMITED");
            client.subscribe(chat.topic);
            client.send(Map.of("type", "unsubscribe", "topic", "me"));
            client.subscribe(another);
        }
        gauges.awaitSubscriptions(0);
    }

    @Test
    void a_browser_on_somebody_elses_page_is_refused() throws IOException {
        assertThat(answerTo("https://elsewhere.example")).startsWith("HTTP/1.1 403 ");
        assertThat(answerTo("null")).startsWith("HTTP/1.1 403 ");
        assertThat(answerTo("https://friends.example")).startsWith("HTTP/1.1 101 ");
        assertThat(answerTo(chat.griot.address().toString())).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void nothing_is_compressed_for_anybody() throws IOException {
        try (RawWebSocket offering = RawWebSocket.ask(
                chat.griot.address(),
                Map.of("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"))) {
            assertThat(offering.answer()).startsWith("HTTP/1.1 101 ").doesNotContain("permessage-deflate");
        }
    }

    private static String answerTo(String origin) throws IOException {
        try (RawWebSocket socket = RawWebSocket.ask(chat.griot.address(), Map.of("Origin", origin))) {
            return socket.answer();
        }
    }

    private static RawWebSocket greeted() throws IOException {
        RawWebSocket socket = RawWebSocket.open(chat.griot.address());
        socket.text("{\"type\":\"hello\"}");
        assertThat(socket.read().text()).contains("welcome");
        return socket;
    }
}
