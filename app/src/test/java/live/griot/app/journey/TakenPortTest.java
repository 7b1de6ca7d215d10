package live.griot.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port of the edge that is taken ends the program, which names the port and the property, and little else. */
@BesideOthers
class TakenPortTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path data;

    @Test
    void a_taken_udp_port_ends_the_program_with_its_name_and_its_property() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0)) {
            String said = start("--griot.edge.port=" + taken.getLocalPort(), "--griot.edge.tcp-port=0");
            assertThat(said).contains("UDP port " + taken.getLocalPort()).contains("griot.edge.port");
        }
    }

    @Test
    void a_taken_tcp_port_ends_the_program_with_its_name_and_its_property() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String said = start("--griot.edge.port=0", "--griot.edge.tcp-port=" + taken.getLocalPort());
            assertThat(said).contains("TCP port " + taken.getLocalPort()).contains("griot.edge.tcp-port");
        }
    }

    /** Starts the program, which is to end by itself; returns what it said of its failure. */
    private String start(String... ports) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "live.griot.app.Griot",
                        "--server.port=0",
                        "--griot.management.port=0",
                        ports[0],
                        ports[1],
                        "--griot.data-dir=" + data.toAbsolutePath())
                .redirectErrorStream(true)
                .start();
        try {
            String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the program ends by itself")
                    .isTrue();
            assertThat(process.exitValue()).isNotZero();
            List<String> failure = all.lines()
                    .dropWhile(line -> !line.contains("FAILED TO START"))
                    .toList();
            assertThat(failure).as(all).isNotEmpty().hasSizeLessThan(20);
            assertThat(all).doesNotContain("\tat ");
            return String.join("\n", failure);
        } finally {
            process.destroyForcibly();
        }
    }
}
