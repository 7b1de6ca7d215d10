package live.griot.app.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import live.griot.app.browser.LiveHost;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.GriotProcess;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.RawHttp;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A program that is told to stop while somebody is live: all who listen are told, and what was begun is finished. */
@BesideOthers
class StopTest {
    private static final int LISTENERS = 10;
    private static final int WRITERS = 4;
    private static final int WRITTEN_BEFORE = 20;
    private static final int GOING_AWAY = 1001;
    private static final int BY_SIGTERM = 128 + 15;
    private static final String BODY = "{\"content\": \"Said while it stopped\"}";

    @TempDir
    Path data;

    @Test
    void everybody_is_told_a_call_in_flight_is_answered_and_the_live_is_kept() throws Exception {
        String live;
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        List<LiveSocketClient> sockets = new ArrayList<>();
        try (GriotProcess griot = GriotProcess.startWith(data, "--griot.chat.burst=100000");
                LiveHost host = new LiveHost(griot.address())) {
            live = host.goLive("Until it stops");
            ApiClient awa = new ApiClient(griot.address()).login("awa");
            for (int i = 0; i < LISTENERS; i++) {
                LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null);
                socket.subscribe("sessions/" + live + "/chat");
                sockets.add(socket);
            }
            try (RawHttp begun = new RawHttp(griot.address())) {
                begun.write("""
                        POST /api/sessions/%s/messages HTTP/1.1\r
                        Host: localhost\r
                        Authorization: Bearer %s\r
                        Content-Type: application/json\r
                        Content-Length: %d\r
                        \r
                        """.formatted(live, awa.token(), BODY.length()) + BODY.substring(0, 5));
                await().until(() -> awa.get("/api/sessions/" + live).status() == 200); // so it has arrived, too
                int port = griot.operatorsPort();
                await().until(() -> healthy(port));
                List<Thread> writers = IntStream.range(0, WRITERS)
                        .mapToObj(i -> awa.signedOut().register("writer" + i))
                        .map(writer -> writingUntilNobodyAnswers(writer, live, acknowledged))
                        .toList();
                await().until(() -> acknowledged.size() > WRITTEN_BEFORE);

                griot.askToStop();
                for (LiveSocketClient socket : sockets) {
                    socket.awaitClose(GOING_AWAY);
                }
                begun.write(BODY.substring(5));

                assertThat(begun.read(false).status()).isEqualTo(201);
                assertThat(griot.awaitEnd()).as("as docker/griot.service says").isEqualTo(BY_SIGTERM);
                assertThat(healthy(port)).isFalse();
                for (Thread writer : writers) {
                    writer.join();
                }
            }
        } finally {
            sockets.forEach(LiveSocketClient::close);
        }
        try (StartedGriot again = StartedGriot.in(data)) {
            assertThat(again.client().get("/api/sessions/" + live + "/messages").text())
                    .contains("Said while it stopped");
            assertThat(again.client().get("/api/sessions/" + live).at("/state")).isEqualTo("LIVE");
            List<String> kept = again.part(JdbcClient.class)
                    .sql("SELECT aggregateIdentifier FROM DomainEventEntry WHERE payloadType = 'chat.message-sent'")
                    .query((row, index) -> row.getString(1))
                    .list();
            assertThat(kept).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(kept)
                    .as("what was stored was acknowledged, but for what each was writing last")
                    .hasSizeLessThanOrEqualTo(acknowledged.size() + WRITERS + 1);
        }
    }

    private static Thread writingUntilNobodyAnswers(ApiClient writer, String live, Queue<String> acknowledged) {
        return Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    ApiClient.Answer said =
                            writer.post("/api/sessions/" + live + "/messages", Map.of("content", "Meanwhile"));
                    if (said.status() == 201) {
                        acknowledged.add(said.at("/id"));
                    }
                }
            } catch (UncheckedIOException stopped) {
                // As it was told to.
            }
        });
    }

    @Test
    void a_second_signal_ends_it_at_once() throws Exception {
        try (GriotProcess griot = GriotProcess.start(data);
                RawHttp begun = new RawHttp(griot.address())) {
            // A call that is never finished would keep the program for as long as calls are let finish.
            begun.write(
                    "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
            griot.askToStop();
            await().until(() -> refuses(griot));

            griot.askToStop();

            assertThat(griot.awaitEnd()).isEqualTo(BY_SIGTERM);
        }
    }

    /** Asks as the image does. */
    private static boolean healthy(int operatorsPort) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder("../docker/healthy").inheritIO();
        check.environment().put("GRIOT_MANAGEMENT_PORT", Integer.toString(operatorsPort));
        return check.start().waitFor() == 0;
    }

    private static boolean refuses(GriotProcess griot) {
        try (RawHttp late = new RawHttp(griot.address())) {
            late.write("GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n");
            late.read(false);
            return false;
        } catch (IOException refused) {
            return true;
        }
    }
}
