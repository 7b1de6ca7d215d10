package live.griot.app.backup;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of the embedded database is made while people write, and the program starts on it as it was. */
@BesideOthers
class BackupTest {
    private static final Map<String, String> QUICK = Map.of("griot.chat.burst", "100000");

    @TempDir
    Path directory;

    @Test
    void what_was_acknowledged_before_a_backup_is_in_it_and_nobody_waits_for_it() throws Exception {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        String messages;
        List<String> before;
        Path backup;
        try (StartedGriot griot = StartedGriot.in(directory.resolve("griot"), QUICK)) {
            ApiClient awa = griot.client().register("awa");
            String live = awa.createSession("Kept twice");
            awa.post("/api/sessions/" + live + "/start");
            messages = "/api/sessions/" + live + "/messages";
            Thread writer = Thread.startVirtualThread(() -> {
                for (int n = 0; !over.get(); n++) {
                    String content = "Word %d".formatted(n);
                    assertThat(awa.post(messagesOf(live), Map.of("content", content))
                                    .status())
                            .isEqualTo(201);
                    said.add(content);
                }
            });
            await().until(() -> said.size() > 20);

            before = List.copyOf(said);
            ApiClient.Answer made = griot.operator().post("/actuator/backup");
            int during = said.size();
            await().until(() -> said.size() > during);
            over.set(true);
            writer.join();

            assertThat(made.status()).as(made.text()).isEqualTo(200);
            backup = Path.of(made.at("/directory"));
            assertThat(made.json().path("bytes").asLong()).isEqualTo(bytesIn(backup));
            assertThat(griot.client().get("/actuator/backup").status()).isEqualTo(404);
        }
        onlyTheOwnerReads(backup);
        try (Stream<Path> all = Files.list(backup.resolveSibling(""))) {
            assertThat(all).containsExactly(backup);
        }

        try (StartedGriot restored = StartedGriot.in(backup, QUICK)) {
            ApiClient awa = restored.client().login("awa");
            String history = awa.get(messages + "?limit=100").text();
            assertThat(before).hasSizeLessThan(100).allSatisfy(word -> assertThat(history)
                    .contains("\"%s\"".formatted(word)));
            assertThat(awa.post(messages, Map.of("content", "Said after it")).status())
                    .isEqualTo(201);
        }
    }

    private static String messagesOf(String live) {
        return "/api/sessions/" + live + "/messages";
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
