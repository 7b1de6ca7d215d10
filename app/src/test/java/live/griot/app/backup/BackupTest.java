package live.griot.app.backup;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.griot.app.storage.DatabaseServer;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.SmallDisk;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A backup is made while people write, and the program starts on it as it was. */
@BesideOthers
class BackupTest {
    private static final Map<String, String> QUICK = Map.of("griot.chat.burst", "100000");

    @TempDir
    Path directory;

    /** Somebody who writes, one message after another, until it is over. */
    private static final class Writer implements AutoCloseable {
        private final Queue<String> said = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean over = new AtomicBoolean();
        private final ApiClient awa;
        private final String messages;
        private final Thread thread;

        Writer(StartedGriot griot) {
            awa = griot.client().register("awa");
            String live = awa.createSession("Kept twice");
            awa.post("/api/sessions/" + live + "/start");
            messages = "/api/sessions/" + live + "/messages";
            thread = Thread.startVirtualThread(this::write);
            await().until(() -> said.size() > 20);
        }

        private void write() {
            for (int n = 0; !over.get(); n++) {
                String content = "Word %d".formatted(n);
                assertThat(awa.post(messages, Map.of("content", content)).status())
                        .isEqualTo(201);
                said.add(content);
            }
        }

        /** Returns what was acknowledged so far. */
        List<String> said() {
            return List.copyOf(said);
        }

        void goesOn() {
            int before = said.size();
            await().until(() -> said.size() > before);
        }

        @Override
        public void close() throws InterruptedException {
            over.set(true);
            thread.join();
        }
    }

    @Test
    void what_was_acknowledged_before_a_backup_is_in_it_and_nobody_waits_for_it() throws Exception {
        String messages;
        List<String> before;
        Path backup;
        try (StartedGriot griot =
                        StartedGriot.in(directory.resolve("griot"), backedUpTo(directory.resolve("backups")));
                Writer writer = new Writer(griot)) {
            messages = writer.messages;
            before = writer.said();
            ApiClient.Answer made = griot.operator().post("/actuator/backup");
            writer.goesOn();
            writer.close();

            assertThat(made.status()).as(made.text()).isEqualTo(200);
            backup = Path.of(made.at("/directory"));
            assertThat(made.json().path("bytes").asLong()).isEqualTo(bytesIn(backup));
            assertThat(griot.client().get("/actuator/backup").status()).isEqualTo(404);
            try (Stream<Path> all = Files.list(backup.resolveSibling(""))) {
                assertThat(all).containsExactly(backup);
            }
            oneAtATime(griot);
        }
        onlyTheOwnerReads(backup);

        isRestored(backup, Map.of(), messages, before);
    }

    /** Of several that are asked for at once one is made, as soon as they truly are at once; each that was told is there. */
    private void oneAtATime(StartedGriot griot) {
        Set<String> told = new HashSet<>();
        await().until(() -> {
            List<String> refusals = IntStream.range(0, 4)
                    .mapToObj(ask -> CompletableFuture.supplyAsync(
                            () -> griot.operator().post("/actuator/backup"), Thread::startVirtualThread))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.status() != 200 || !told.add(answer.at("/directory")))
                    .map(ApiClient.Answer::refusal)
                    .distinct()
                    .toList();
            assertThat(refusals).isSubsetOf("409 CONFLICT");
            return !refusals.isEmpty();
        });
        assertThat(told).allSatisfy(made -> assertThat(Path.of(made)).isDirectory());
    }

    @Test
    void no_backup_is_made_where_nothing_may_be_or_nothing_fits_and_nothing_is_left_of_it() throws Exception {
        Path data = directory.resolve("griot");
        Path full = Files.createDirectory(directory.resolve("full"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), data);
        assertThat(refusalOf(data, QUICK)).isEqualTo("409 CONFLICT");
        assertThat(refusalOf(data, backedUpTo(link.resolve("backups")))).isEqualTo("409 CONFLICT");
        try (SmallDisk disk = new SmallDisk(full, 64 * 1024)) {
            assertThat(refusalOf(data, backedUpTo(full.resolve("backups")))).isEqualTo("503 STORAGE_FULL");
            try (Stream<Path> left = Files.list(full.resolve("backups"))) {
                assertThat(left).as("%s", disk).isEmpty();
            }
        }
    }

    private static String refusalOf(Path data, Map<String, String> properties) {
        try (StartedGriot griot = StartedGriot.in(data, properties)) {
            return griot.operator().post("/actuator/backup").refusal();
        }
    }

    private static Map<String, String> backedUpTo(Path place) {
        Map<String, String> properties = new HashMap<>(QUICK);
        properties.put("griot.backup-dir", place.toString());
        return properties;
    }

    @Test
    void a_dump_of_a_server_and_the_keys_after_it_are_a_backup_too() throws Exception {
        Path data = directory.resolve("griot");
        Path backup = Files.createDirectory(directory.resolve("backup"));
        Path dump = directory.resolve("griot.sql");
        try (DatabaseServer server = DatabaseServer.start(directory.resolve("server"))) {
            Map<String, String> properties = new HashMap<>(server.properties());
            properties.putAll(QUICK);
            String messages;
            List<String> before;
            try (StartedGriot griot = StartedGriot.in(data, properties);
                    Writer writer = new Writer(griot)) {
                messages = writer.messages;
                before = writer.said();
                server.dump(dump);
                FileSystemUtils.copyRecursively(data, backup);
                writer.goesOn();
                assertThat(griot.operator().post("/actuator/backup").status()).isEqualTo(404);
            }
            isRestored(backup, server.load(dump), messages, before);
        }
    }

    private static void isRestored(Path data, Map<String, String> database, String messages, List<String> before) {
        Map<String, String> properties = new HashMap<>(database);
        properties.putAll(QUICK);
        try (StartedGriot restored = StartedGriot.in(data, properties)) {
            ApiClient awa = restored.client().login("awa");
            String history = awa.get(messages + "?limit=100").text();
            assertThat(before).hasSizeLessThan(100).allSatisfy(word -> assertThat(history)
                    .contains("\"%s\"".formatted(word)));
            assertThat(awa.post(messages, Map.of("content", "Said after it")).status())
                    .isEqualTo(201);
        }
    }

    private static long bytesIn(Path backup) throws Exception {
        try (Stream<Path> files = Files.list(backup)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void onlyTheOwnerReads(Path backup) throws Exception {
        assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(fromString("rwx------"));
        try (Stream<Path> files = Files.list(backup)) {
            for (Path file : files.toList()) {
                assertThat(Files.getPosixFilePermissions(file))
                        .as(file.toString())
                        .isEqualTo(fromString("rw-------"));
            }
        }
    }
}
