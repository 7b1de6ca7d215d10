package live.griot.app.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.RawWebSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that takes nothing delays nobody and does not stay. */
class StalledClientTest {
    private static final int LINES = 200;
    private static final int ASKED_FOR_THE_PAST = 200;
    private static final int OUTBOX_FRAMES = 16;

    @TempDir
    static Path data;

    static Chat chat;
    static Gauges gauges;

    @BeforeAll
    static void start() {
        chat = new Chat(
                data,
                Map.of(
                        "griot.live.outbox-frames", Integer.toString(OUTBOX_FRAMES),
                        "griot.live.frame-burst", "1000",
                        "griot.live.send-timeout", "PT5S"));
        gauges = new Gauges(chat.griot);
        for (int line = 0; line < LINES; line++) {
            chat.say("x".repeat(450) + line);
        }
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void who_takes_nothing_is_closed_with_1013_and_others_have_everything_in_order() throws Exception {
        List<LiveSocketClient> healthy = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            healthy.add(LiveSocketClient.connect(chat.griot.address(), null));
            healthy.get(i).subscribe(chat.topic);
        }
        long before = chat.head();
        try (RawWebSocket stalled = stalled()) {
            for (int line = 0; line < LINES; line++) {
                chat.say("Line " + line);
            }
            List<Long> stored = chat.stored().stream()
                    .map(Chat.Stored::position)
                    .filter(position -> position > before)
                    .toList();
            assertThat(stored).hasSize(LINES);
            for (LiveSocketClient client : healthy) {
                for (long position : stored) {
                    assertThat(client.await("messageSent").path("position").longValue())
                            .isEqualTo(position);
                }
            }
            gauges.awaitAtLeast("griot_live_closed_total{reason=\"slow\"}", 1);
            assertThat(stalled.closeCode()).as("once it reads again").isEqualTo(1013);
        }
        healthy.forEach(LiveSocketClient::close);
        gauges.awaitSockets(0);
    }

    @Test
    void who_never_takes_anything_again_is_let_go_all_the_same() throws Exception {
        try (RawWebSocket stalled = stalled()) {
            gauges.awaitSockets(0);
            gauges.awaitSubscriptions(0);
            assertThat(stalled.answer()).startsWith("HTTP/1.1 101 ");
        }
    }

    /** It asks for all that was said, again and again, and reads nothing of it. */
    private static RawWebSocket stalled() throws IOException {
        RawWebSocket socket = RawWebSocket.open(chat.griot.address());
        socket.text("{\"type\":\"hello\"}");
        for (int i = 0; i < ASKED_FOR_THE_PAST; i++) {
            socket.text("{\"type\":\"subscribe\",\"topic\":\"%s\",\"after\":0}".formatted(chat.topic));
        }
        return socket;
    }
}
