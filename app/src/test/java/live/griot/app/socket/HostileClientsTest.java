package live.griot.app.socket;

import static live.griot.app.support.RawWebSocket.BINARY;
import static live.griot.app.support.RawWebSocket.CLOSE;
import static live.griot.app.support.RawWebSocket.CONTINUATION;
import static live.griot.app.support.RawWebSocket.PING;
import static live.griot.app.support.RawWebSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.RawWebSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand frames that no decent client sends kill nothing and leave nothing behind. */
class HostileClientsTest {
    private static final int FRAMES_OF_NONSENSE = 9_000;
    private static final int A_SOCKET = 300;
    private static final int BROKEN_FRAMES = 1_000;
    private static final int FIN = 0x80;
    private static final byte[] HELLO = "{\"type\":\"hello\"}".getBytes(StandardCharsets.UTF_8);

    /** Each is answered with an error, and the socket goes on. */
    private static final List<String> NONSENSE = List.of(
            "",
            " ",
            "null",
            "true",
            "42",
            "[]",
            "\"hello\"",
            "{",
            "}",
            "{}",
            "hello",
            "{'type':'hello'}",
            "{\"type\"}",
            "{\"type\":null}",
            "{\"type\":42}",
            "{\"type\":[\"hello\"]}",
            "{\"type\":\"\"}",
            "{\"type\":\"no such type\"}",
            "{\"type\":\"hello\"}",
            "{\"type\":\"hello\",\"type\":\"unsubscribe\",\"topic\":\"sessions/X\"}",
            "{\"type\":\"unsubscribe\",\"topic\":\"sessions/X\"} and more",
            "{\"type\":\"unsubscribe\"}",
            "{\"type\":\"unsubscribe\",\"topic\":{}}",
            "{\"type\":\"subscribe\"}",
            "{\"type\":\"subscribe\",\"topic\":7}",
            "{\"type\":\"subscribe\",\"topic\":\"me\"}",
            "{\"type\":\"subscribe\",\"topic\":\"\"}",
            "{\"type\":\"subscribe\",\"topic\":\"sessions/\"}",
            "{\"type\":\"subscribe\",\"topic\":\"sessions/../../etc/passwd\"}",
            "{\"type\":\"subscribe\",\"topic\":\"sessions/01NOSUCHSESSION\"}",
            "{\"type\":\"subscribe\",\"topic\":\"" + "x".repeat(8_000) + "\"}",
            "{\"type\":\"subscribe\",\"topic\":\"sessions/X\",\"after\":\"1\"}",
            "{\"type\":\"subscribe\",\"topic\":\"sessions/X\",\"after\":1.5}",
            "{\"type\":\"subscribe\",\"topic\":\"sessions/X\",\"after\":1e999999999}",
            "{\"type\":\"subscribe\",\"topic\":\"sessions/X\",\"after\":" + "9".repeat(5_000) + "}",
            "{\"type\":\"send\"}",
            "{\"type\":\"send\",\"id\":{},\"topic\":\"sessions/X/chat\"}",
            "{\"type\":\"send\",\"id\":\"\\ud800\",\"topic\":\"\\udfff\",\"content\":\"\\u0000\"}",
            "{\"type\":\"send\",\"id\":\"c1\",\"topic\":\"sessions/X/chat\",\"content\":\"hi\",\"replyTo\":\"?\"}",
            "[".repeat(8_000),
            "{\"a\":".repeat(1_600),
            "\u0000\u0001\u0002");

    @TempDir
    static Path data;

    static Chat chat;
    static Gauges gauges;

    @BeforeAll
    static void start() {
        chat = new Chat(
                data, Map.of("griot.live.frame-burst", "1000000", "griot.live.max-sockets-per-address", "5000"));
        gauges = new Gauges(chat.griot);
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    /** What a client does to its socket, and with what codes it may be closed for it; with none it just goes. */
    private record Broken(String name, Deed deed, List<Integer> codes) {
        Broken(String name, Deed deed, Integer... codes) {
            this(name, deed, List.of(codes));
        }

        interface Deed {
            void to(RawWebSocket socket, Random random) throws IOException;
        }
    }

    private static final List<Broken> BROKEN = List.of(
            new Broken("binary", (socket, random) -> socket.frame(FIN | BINARY, HELLO, true), 1003),
            new Broken("not UTF-8", (socket, random) -> socket.frame(FIN | TEXT, bytes(0xC3, 0x28), true), 1007),
            new Broken(
                    "half a surrogate",
                    (socket, random) -> socket.frame(FIN | TEXT, bytes(0xED, 0xA0, 0x80), true),
                    1007),
            new Broken("too large", (socket, random) -> socket.frame(FIN | TEXT, new byte[10_000], true), 1009),
            new Broken("unmasked", (socket, random) -> socket.frame(FIN | TEXT, HELLO, false), 1002),
            new Broken("reserved bits", (socket, random) -> socket.frame(FIN | 0x70 | TEXT, HELLO, true), 1002),
            new Broken("reserved opcode", (socket, random) -> socket.frame(FIN | 3, HELLO, true), 1002),
            new Broken("reserved control opcode", (socket, random) -> socket.frame(FIN | 11, HELLO, true), 1002),
            new Broken("long ping", (socket, random) -> socket.frame(FIN | PING, new byte[126], true), 1002),
            new Broken("ping in fragments", (socket, random) -> socket.frame(PING, HELLO, true), 1002),
            new Broken(
                    "end without beginning", (socket, random) -> socket.frame(FIN | CONTINUATION, HELLO, true), 1002),
            new Broken(
                    "two beginnings",
                    (socket, random) -> {
                        socket.frame(TEXT, HELLO, true);
                        socket.frame(FIN | TEXT, HELLO, true);
                    },
                    1002),
            new Broken(
                    "too large in fragments",
                    (socket, random) -> {
                        socket.frame(TEXT, "x".repeat(8_000).getBytes(StandardCharsets.US_ASCII), true);
                        socket.frame(FIN | CONTINUATION, new byte[8_000], true);
                    },
                    1009),
            new Broken("half a close", (socket, random) -> socket.frame(FIN | CLOSE, bytes(3), true), 1002),
            new Broken(
                    "endless",
                    (socket, random) -> {
                        socket.bytes(bytes(0x81, 0xFF, 0x7F, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4));
                        socket.bytes(new byte[10_000]);
                    },
                    1009),
            new Broken(
                    "negative length",
                    (socket, random) ->
                            socket.bytes(bytes(0x81, 0xFF, 0xFF, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4)),
                    1002,
                    1009),
            new Broken("half a frame", (socket, random) -> socket.bytes(bytes(0x81, 0x90, 1, 2, 3))),
            new Broken("half a message", (socket, random) -> socket.frame(TEXT, HELLO, true)),
            new Broken("nothing", (socket, random) -> {}),
            new Broken("noise", (socket, random) -> {
                byte[] noise = new byte[1 + random.nextInt(2_000)];
                random.nextBytes(noise);
                socket.bytes(noise);
            }));

    @Test
    void ten_thousand_broken_frames_kill_nothing_and_leave_nothing_behind() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (LiveSocketClient decent = LiveSocketClient.connect(chat.griot.address(), null)) {
            decent.subscribe(chat.topic);
            for (int sent = 0; sent < FRAMES_OF_NONSENSE; sent += A_SOCKET) {
                talkNonsense(random);
                hear(decent, "After nonsense " + sent);
            }
            for (int sent = 0; sent < BROKEN_FRAMES; sent++) {
                tear(BROKEN.get(sent % BROKEN.size()), random);
            }
            hear(decent, "After all, with seed " + seed);
            gauges.awaitSockets(1);
            gauges.awaitSubscriptions(1);
        }
        assertThat(gauges.of("griot_live_frames_refused_total{reason=\"rule\"}"))
                .isGreaterThanOrEqualTo(FRAMES_OF_NONSENSE);
        gauges.awaitSockets(0);
        gauges.awaitSubscriptions(0);
    }

    /** Each frame gets its error, in turn, and the socket can still be used. */
    private static void talkNonsense(Random random) throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(chat.griot.address())) {
            socket.text("{\"type\":\"hello\"}");
            assertThat(socket.read().text()).contains("welcome");
            for (int i = 0; i < A_SOCKET; i++) {
                String nonsense = NONSENSE.get(random.nextInt(NONSENSE.size()));
                socket.text(nonsense);
                assertThat(socket.read().text()).as(nonsense).startsWith("{\"type\":\"error\"");
            }
            socket.text("{\"type\":\"subscribe\",\"topic\":\"%s\"}".formatted(chat.topic));
            assertThat(socket.read().text()).contains("subscribed");
        }
    }

    private static void tear(Broken broken, Random random) throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(chat.griot.address())) {
            if (random.nextBoolean()) {
                socket.frame(FIN | TEXT, HELLO, true);
            }
            broken.deed().to(socket, random);
            if (!broken.codes().isEmpty()) {
                assertThat(broken.codes()).as(broken.name()).contains(socket.closeCode());
            } else {
                socket.cut();
            }
        }
    }

    private static void hear(LiveSocketClient decent, String line) throws InterruptedException {
        chat.say(line);
        assertThat(decent.await("messageSent").at("/data/content").asString()).isEqualTo(line);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
