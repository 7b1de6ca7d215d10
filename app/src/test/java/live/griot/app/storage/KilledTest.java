package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import live.griot.app.browser.LiveHost;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is killed while somebody is live, with no chance to say anything, and started again. */
class KilledTest {
    private static final int START_SECONDS = 60;

    @TempDir
    Path data;

    @Test
    void a_live_whose_program_was_killed_ends_by_host_grace_after_the_restart() throws Exception {
        int port = freePort();
        Process killed = start(port);
        String id;
        try (LiveHost host = new LiveHost(awaitStart(killed, port))) {
            id = host.goLive("Cut short");
            killed.destroyForcibly();
            assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            killed.destroyForcibly();
        }

        try (StartedGriot griot = StartedGriot.in(data, Map.of("griot.session.host-grace", "PT3S"));
                LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            socket.subscribe("sessions/" + id);
            if (!griot.client().get("/api/sessions/" + id).at("/state").equals("ENDED")) {
                socket.await(update -> update.at("/data/state").asString().equals("ENDED"), "the end");
            }
            assertThat(griot.client().get("/api/sessions/" + id).at("/state")).isEqualTo("ENDED");
            assertThat(griot.client().login("awa").get("/api/sessions/history").text())
                    .contains(id);
        }
    }

    private Process start(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "live.griot.app.Griot",
                        "--server.port=" + port,
                        "--griot.edge.port=0",
                        "--griot.data-dir=" + data.toAbsolutePath())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/killed-griot.log"))
                .start();
    }

    private static URI awaitStart(Process process, int port) throws InterruptedException {
        URI address = URI.create("http://localhost:" + port);
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() - giveUpAt > 0) {
                throw new AssertionError("The program did not start, see target/killed-griot.log");
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        return address;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
