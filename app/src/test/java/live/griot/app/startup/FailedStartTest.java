package live.griot.app.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import live.griot.app.storage.DatabaseServer;
import live.griot.app.storage.StoreAtStart;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.GriotProcess;
import live.griot.app.support.LogBook;
import live.griot.app.support.SmallDisk;
import live.griot.app.support.StartedGriot;
import live.griot.app.support.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.mock.env.MockEnvironment;

/** What keeps the program from starting is told in three lines (what, which property, what to do), and the program ends with an error. */
@BesideOthers
class FailedStartTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    static Path directory;

    static DatabaseServer server;

    @TempDir
    Path data;

    @BeforeAll
    static void start() {
        server = DatabaseServer.start(directory.resolve("server"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_taken_udp_port() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0)) {
            assertThat(start(Map.of("griot.edge.port", "" + taken.getLocalPort())))
                    .contains("UDP port " + taken.getLocalPort())
                    .contains("griot.edge.port");
        }
    }

    @Test
    void a_taken_tcp_port() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(start(Map.of("griot.edge.tcp-port", "" + taken.getLocalPort())))
                    .contains("TCP port " + taken.getLocalPort())
                    .contains("griot.edge.tcp-port");
        }
    }

    @Test
    void a_wrong_password() throws Exception {
        assertThat(start(of(server.properties(), "spring.datasource.username", "nobody")))
                .contains("does not let \"nobody\" in")
                .contains("spring.datasource.username");
    }

    @Test
    void an_unknown_database() throws Exception {
        String url = Objects.requireNonNull(server.properties().get("spring.datasource.url"))
                .replace("/griot?", "/nowhere?");
        assertThat(start(of(server.properties(), "spring.datasource.url", url)))
                .contains("/nowhere")
                .contains("spring.datasource.url");
    }

    @Test
    void a_database_that_is_away() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(start(of(server.through(port), "griot.store.wait", "PT0S")))
                .contains("127.0.0.1:" + port + "/griot does not answer")
                .contains("griot.store.wait");
    }

    @Test
    void a_database_that_comes_in_time_is_waited_for() {
        try (Wire wire = new Wire(server.port());
                LogBook log = new LogBook()) {
            wire.cut();
            MockEnvironment environment = new MockEnvironment().withProperty("griot.store.wait", "PT1M");
            server.through(wire.port()).forEach(environment::setProperty);
            SpringApplication program = new SpringApplication();
            StoreAtStart start = new StoreAtStart();

            CompletableFuture<Void> opened =
                    CompletableFuture.runAsync(() -> start.onApplicationEvent(new ApplicationEnvironmentPreparedEvent(
                            new DefaultBootstrapContext(), program, new String[0], environment)));
            await().until(() -> log.lines()
                    .anyMatch(line -> line.contains(
                            "Waiting for the database at //127.0.0.1:%d/griot, for PT1M".formatted(wire.port()))));
            assertThat(opened).isNotDone();
            wire.mend();

            await().until(opened::isDone);
            assertThat(opened).isCompleted();
            start.onApplicationEvent(
                    new ApplicationFailedEvent(program, new String[0], null, new IllegalStateException("Enough")));
        }
    }

    @Test
    void a_data_directory_that_is_a_file() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "not a directory");
        assertThat(start(Map.of("griot.data-dir", file.toString())))
                .contains("The data directory")
                .contains("griot.data-dir");
    }

    @Test
    void a_disk_that_has_no_room_for_a_database() throws Exception {
        try (SmallDisk full = new SmallDisk(data, 64 * 1024)) {
            assertThat(start(Map.of())).contains("bytes are free in").contains("griot.data-dir");
        }
    }

    @Test
    void an_embedded_database_that_is_broken() throws Exception {
        Files.write(data.resolve("griot.mv.db"), new byte[64 * 1024]);
        assertThat(start(Map.of())).contains("The embedded database").contains("griot.data-dir");
    }

    @Test
    void an_embedded_database_that_another_program_has_open() throws Exception {
        try (StartedGriot other = StartedGriot.in(data)) {
            assertThat(other.client().get("/api/sessions").status()).isEqualTo(200);
            assertThat(start(Map.of())).contains("The embedded database").contains("griot.data-dir");
        }
    }

    @Test
    void keys_that_are_gone_or_empty() throws Exception {
        try (StartedGriot before = StartedGriot.in(data)) {
            before.client().register("awa");
        }
        Path wrapping = data.resolve("wrapping.keys");
        byte[] right = Files.readAllBytes(wrapping);
        Files.delete(wrapping);
        assertThat(start(Map.of())).contains("The file of wrapping keys").contains("griot.data-dir");
        Files.write(wrapping, right);

        Path lookup = data.resolve("lookup.key");
        right = Files.readAllBytes(lookup);
        Files.write(lookup, new byte[0]);
        assertThat(start(Map.of())).contains("lookup.key is empty").contains("griot.data-dir");
        Files.write(lookup, right);

        try (StartedGriot after = StartedGriot.in(data)) {
            after.client().login("awa");
        }
    }

    @Test
    void a_database_whose_keys_are_elsewhere() throws Exception {
        try (StartedGriot before = StartedGriot.in(directory.resolve("elsewhere"), server.properties())) {
            before.client().register("awa");
        }
        for (String keys : List.of("none", "another's")) {
            assertThat(start(server.properties()))
                    .as(keys)
                    .contains("The keys in the data directory are not those")
                    .contains("griot.data-dir");
            assertThat(data.resolve("master.key"))
                    .as("made by the start before")
                    .isNotEmptyFile();
        }
    }

    @Test
    void a_clock_that_is_behind_the_newest_event() throws Exception {
        try (StartedGriot before = StartedGriot.in(data)) {
            before.client().register("awa").createSession("Of tomorrow");
        }
        onEmbedded("UPDATE DomainEventEntry SET timeStamp = '%s'"
                .formatted(Instant.now().plus(Duration.ofDays(1))));
        assertThat(start(Map.of()))
                .contains("This machine's clock says", "the newest event")
                .contains("griot.store.clock-tolerance");
        StartedGriot.in(data, Map.of("griot.store.clock-tolerance", "PT25H")).close();
    }

    @Test
    void a_clock_that_is_not_the_database_servers() throws Exception {
        Map<String, String> properties = server.properties();
        String lying = properties.get("spring.datasource.url") + "&sessionVariables=timestamp="
                + Instant.now().minus(Duration.ofDays(1)).getEpochSecond();
        assertThat(start(of(properties, "spring.datasource.url", lying)))
                .contains("This machine's clock says", "the database server's says")
                .contains("griot.store.clock-tolerance");
    }

    @Test
    void a_database_of_a_newer_version() throws Exception {
        StartedGriot.in(data).close();
        onEmbedded("""
                INSERT INTO flyway_schema_history
                  SELECT "installed_rank" + 1000, '9999', 'of tomorrow', "type", 'V9999__of_tomorrow.sql', "checksum", "installed_by", "installed_on", 1, TRUE
                  FROM flyway_schema_history ORDER BY "installed_rank" DESC LIMIT 1""");
        assertThat(start(Map.of())).contains("a newer one has used it").contains("spring.datasource.url");
    }

    private void onEmbedded(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:h2:file:"
                        + data.resolve("griot").toAbsolutePath() + ";MODE=MySQL;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, String> of(Map<String, String> properties, String name, String value) {
        Map<String, String> changed = new HashMap<>(properties);
        changed.put(name, value);
        return changed;
    }

    /** Starts the program, which is to end by itself; returns what it said of its failure. */
    private String start(Map<String, String> properties) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(Map.of(
                "server.port", "0",
                "griot.management.port", "0",
                "griot.edge.port", "0",
                "griot.edge.tcp-port", "0",
                "griot.data-dir", data.toAbsolutePath().toString()));
        all.putAll(properties);
        List<String> command = new ArrayList<>(GriotProcess.command());
        all.forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
        Path log = data.resolveSibling(data.getFileName() + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(log);
            assertThat(ended).as("the program ends by itself: " + said).isTrue();
            assertThat(process.exitValue()).isNotZero();
            assertThat(said).doesNotContain("\tat ");
            List<String> failure = said.lines()
                    .filter(line -> line.contains(" ERROR ") || line.contains(" WARN "))
                    .toList();
            assertThat(failure).as(said).hasSize(3);
            assertThat(failure.get(0)).contains("Griot did not start: ");
            assertThat(failure.get(2)).contains("What to do: ");
            return String.join("\n", failure);
        } finally {
            process.destroyForcibly();
        }
    }
}
