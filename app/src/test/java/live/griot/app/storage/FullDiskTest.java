package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LogBook;
import live.griot.app.support.SmallDisk;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedded database on a small file system that fills up and is cleared again. Needs the right to mount one. */
@BesideOthers
class FullDiskTest {
    private static final long SIZE = 256L * 1024 * 1024;
    private static final long MIN_FREE = 100L * 1024 * 1024;

    private static final int WRITERS = 50;
    private static final Duration FULL_WITHIN = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = new SmallDisk(directory, SIZE);
    }

    @AfterEach
    void unmount() throws Exception {
        disk.close();
    }

    @Test
    void what_begins_is_refused_first_then_every_write_and_all_heals_when_there_is_room() throws Exception {
        try (StartedGriot griot =
                        StartedGriot.in(directory.resolve("griot"), Map.of("griot.min-free", MIN_FREE + "B"));
                LogBook log = new LogBook()) {
            ApiClient awa = griot.client().register("awa");
            ApiClient moussa = griot.client().register("moussa");
            String live = awa.createSession("Before");
            assertThat(awa.post("/api/sessions/" + live + "/start").status()).isEqualTo(200);

            leaveFree(MIN_FREE / 2);
            await().until(() -> create(awa).equals("503 STORAGE_FULL"));
            assertThat(awa.post("/api/calls", Map.of("userId", moussa.userId())).refusal())
                    .isEqualTo("503 STORAGE_FULL");
            assertThat(say(awa, live, "There is room for this")).isEqualTo(201);

            leaveFree(MIN_FREE / 20);
            // Not by a 503 of a database that is slow: that says nothing of room.
            await().until(() -> awa.post("/api/sessions/" + live + "/messages", Map.of("content", "Is there room?"))
                    .refusal()
                    .equals("503 STORAGE_FULL"));
            assertThat(awa.get("/api/sessions/" + live + "/messages").text()).contains("There is room for this");
            assertThat(griot.operator().get("/actuator/health/liveness").status())
                    .isEqualTo(200);

            Files.delete(directory.resolve("filled"));
            await().until(() -> say(awa, live, "There is again") == 201);
            assertThat(awa.createSession("After")).isNotEmpty();
            assertThat(log.lines().filter(line -> line.contains("FreeRoom"))).hasSize(3);
            assertThat(log.troubles()).hasSize(1);
        }
    }

    @Test
    void a_disk_that_is_full_at_once_is_told_and_heals() throws Exception {
        try (StartedGriot griot = StartedGriot.in(
                        directory.resolve("griot"),
                        Map.of(
                                "griot.min-free",
                                "0",
                                "griot.chat.burst",
                                "100000",
                                "griot.store.pool-timeout",
                                "PT1.5S"));
                LogBook log = new LogBook()) {
            ApiClient awa = griot.client().register("awa");
            String live = awa.createSession("Before");
            assertThat(awa.post("/api/sessions/" + live + "/start").status()).isEqualTo(200);

            leaveFree(0);
            await().atMost(FULL_WITHIN).until(() -> writtenTogether(awa, live).contains(503));

            Files.delete(directory.resolve("filled"));
            await().atMost(FULL_WITHIN).untilAsserted(() -> {
                ApiClient.Answer said =
                        awa.post("/api/sessions/" + live + "/messages", Map.of("content", "There is room again"));
                assertThat(said.status()).as(said.text()).isEqualTo(201);
            });
            List<String> kept = awa.get("/api/sessions/" + live + "/messages")
                    .json()
                    .path("items")
                    .valueStream()
                    .map(message -> message.path("content").asString())
                    .toList();
            assertThat(kept.getFirst()).isEqualTo("There is room again");
            assertThat(log.lines())
                    .as("a few of this program's, and those of what starts beside it")
                    .hasSizeLessThan(300);
        }
        try (StartedGriot again = StartedGriot.in(directory.resolve("griot"))) {
            assertThat(again.client().get("/api/sessions").status()).isEqualTo(200);
        }
    }

    /** Returns what many were told who wrote at once: the database finds room in its file for a while, however full the disk is. */
    private static Set<Integer> writtenTogether(ApiClient somebody, String session) {
        Set<Integer> told = ConcurrentHashMap.newKeySet();
        List<Thread> writers = IntStream.range(0, WRITERS)
                .mapToObj(i -> Thread.startVirtualThread(() -> told.add(say(somebody, session, "x".repeat(400)))))
                .toList();
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(told).isSubsetOf(201, 503);
        return told;
    }

    private static String create(ApiClient somebody) {
        return somebody.post("/api/sessions", Map.of("title", "One more")).refusal();
    }

    private static int say(ApiClient somebody, String session, String what) {
        return somebody.post("/api/sessions/" + session + "/messages", Map.of("content", what))
                .status();
    }

    private void leaveFree(long bytes) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        byte[] some = new byte[4_096];
        try (RandomAccessFile filled =
                new RandomAccessFile(directory.resolve("filled").toFile(), "rw")) {
            filled.seek(filled.length());
            for (long left = free - bytes; left >= some.length; left -= some.length) {
                filled.write(some);
            }
        } catch (IOException full) {
            assertThat(bytes).as(full.getMessage()).isZero();
        }
    }
}
