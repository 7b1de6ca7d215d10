package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.griot.app.browser.LiveHost;
import live.griot.app.support.ApiClient;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.LogBook;
import live.griot.app.support.StartedGriot;
import live.griot.app.support.Wire;
import live.griot.edge.sfu.MediaEdge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A database that goes away, or says nothing, while somebody is live and people write and read: each of them is told so in time, what
 * does not need it goes on, the log says so once, nothing is lost or doubled, and all is well when it is back.
 */
class StoreTroubleTest {
    private static final int WRITERS = 8;
    private static final Duration AWAY = Duration.ofSeconds(8);
    /** How much later each answer of the database comes, and each question to it. */
    private static final Duration SLOW = Duration.ofMillis(20);
    /** What the database's process says is logged beside what the program does. */
    private static final String OF_THE_SERVER = "ch.vorburger.";

    private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

    @TempDir
    static Path directory;

    static DatabaseServer server;
    static Wire wire;
    static StartedGriot griot;
    static LiveHost host;
    static String live;

    @BeforeAll
    static void start() {
        server = DatabaseServer.start(directory.resolve("server"));
        wire = new Wire(server.port());
        Map<String, String> properties = new HashMap<>(server.through(wire.port()));
        properties.put("griot.store.pool-timeout", "PT1.5S"); // As they are unless a test says otherwise.
        properties.put("griot.store.answer-timeout", "PT2S");
        properties.put("griot.metrics.look-every", "PT1S");
        griot = StartedGriot.in(directory.resolve("griot"), properties);
        host = new LiveHost(griot.address());
        live = host.goLive("Through trouble");
        host.watched(live);
        for (int i = 0; i < WRITERS; i++) {
            griot.client().register("writer" + i);
        }
    }

    @AfterAll
    static void stop() {
        host.close();
        griot.close();
        wire.close();
        server.close();
    }

    @AfterEach
    void mend() {
        wire.hold(false);
        wire.delay(0);
    }

    /** One answer to somebody who wrote or read, and how long they waited for it. */
    private record Told(String what, String content, ApiClient.Answer answer, long nanos) {
        /** What does not wait longer than it may, and is told the answer or that the store is the reason that there is none. */
        boolean isInTimeAndTrue() {
            boolean isSaidSo =
                    List.of("503 STORE_UNAVAILABLE", "503 OUTCOME_UNKNOWN").contains(answer.refusal())
                            && answer.headers().firstValue("Retry-After").isPresent();
            return nanos < TOLD_WITHIN.toNanos() && (answer.status() == 200 || answer.status() == 201 || isSaidSo);
        }

        @Override
        public String toString() {
            return "%s waited %d ms for %s: %s%n".formatted(what, nanos / 1_000_000, answer.status(), answer.text());
        }
    }

    @Test
    void a_database_that_is_away_is_told_in_time_and_the_live_goes_on() throws Exception {
        goesThrough(wire::cut, wire::mend);
    }

    @Test
    void a_database_that_says_nothing_is_told_in_time_and_the_live_goes_on() throws Exception {
        goesThrough(() -> wire.hold(true), () -> wire.hold(false));
    }

    @Test
    void a_database_that_is_killed_is_told_in_time_and_the_live_goes_on() throws Exception {
        goesThrough(server::kill, server::startAgain);
    }

    @Test
    void a_database_that_is_slow_is_waited_for() throws Exception {
        Queue<Told> told = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        try (LogBook log = new LogBook();
                LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            socket.subscribe("sessions/" + live + "/chat");
            wire.delay(SLOW.toNanos());
            List<Thread> people = crowd(told, over);
            await().until(() -> told.stream().filter(StoreTroubleTest::isStored).count() > WRITERS);
            assertThat(readiness()).isEqualTo(200);
            over.set(true);
            for (Thread each : people) {
                each.join();
            }

            assertThat(told).allSatisfy(one -> assertThat(one.answer().status()).isIn(200, 201));
            nothingIsLostOrDoubled(told, socket);
            assertThat(log.lines().filter(line -> line.contains("live.griot.app.storage.StoreWatch")))
                    .isEmpty();
        }
    }

    private void goesThrough(Runnable goes, Runnable returns) throws Exception {
        Queue<Told> told = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        try (LogBook log = new LogBook();
                LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            socket.subscribe("sessions/" + live + "/chat");
            List<Thread> people = crowd(told, over);
            await().until(() -> told.stream().filter(StoreTroubleTest::isStored).count() > WRITERS);

            goes.run();
            long awayAt = System.nanoTime();
            await().atMost(TOLD_WITHIN).until(() -> readiness() == 503);
            assertThat(griot.operator().get("/actuator/health/liveness").status())
                    .isEqualTo(200);
            await().atMost(AWAY).until(() -> Double.isNaN(figure("griot_sessions{state=\"live\"}")));
            long packets = packets();
            await().until(() -> packets() > packets + 100);
            socket.send(Map.of("type", "subscribe", "id", "x", "topic", "sessions/" + live));
            JsonNode refused = socket.await("error");
            assertThat(refused.path("code").asString()).isEqualTo("STORE_UNAVAILABLE");
            assertThat(refused.path("retryAfterSeconds").asInt()).isPositive();
            await().atMost(AWAY.multipliedBy(2)).until(() -> System.nanoTime() - awayAt > AWAY.toNanos());

            returns.run();
            await().atMost(TOLD_WITHIN).until(() -> readiness() == 200);
            long stored = told.stream().filter(StoreTroubleTest::isStored).count();
            await().atMost(TOLD_WITHIN)
                    .until(() ->
                            told.stream().filter(StoreTroubleTest::isStored).count() > stored + WRITERS);
            over.set(true);
            for (Thread each : people) {
                each.join();
            }

            await().until(() -> figure("griot_sessions{state=\"live\"}") == 1 && figure("griot_viewers") == 1);
            assertThat(figure("griot_join_seconds_count")).isPositive();
            assertThat(figure("griot_refusals_total{code=\"STORE_UNAVAILABLE\"}"))
                    .isPositive();
            assertThat(told.stream().filter(one -> !one.isInTimeAndTrue())).isEmpty();
            assertThat(told).anyMatch(one -> one.answer().status() == 503);
            nothingIsLostOrDoubled(told, socket);
            assertThat(log.lines().filter(line -> line.contains("live.griot.app.storage.StoreWatch")))
                    .hasSizeBetween(2, 3);
            assertThat(log.lines().filter(line -> !line.startsWith(OF_THE_SERVER)))
                    .hasSizeLessThan(12);
        }
    }

    /** Returns a metric, which is told at once, whatever the database does. */
    private static double figure(String name) {
        long askedAt = System.nanoTime();
        String all = griot.operator().get("/actuator/prometheus").text();
        assertThat(Duration.ofNanos(System.nanoTime() - askedAt)).isLessThan(TOLD_WITHIN);
        return all.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no metric " + name));
    }

    private static void nothingIsLostOrDoubled(Queue<Told> told, LiveSocketClient socket) throws InterruptedException {
        List<String> kept = history();
        assertThat(kept).doesNotHaveDuplicates();
        assertThat(kept)
                .containsAll(told.stream()
                        .filter(StoreTroubleTest::isStored)
                        .map(Told::content)
                        .toList());
        Set<String> refused = told.stream()
                .filter(one -> one.answer().refusal().equals("503 STORE_UNAVAILABLE"))
                .map(Told::content)
                .collect(Collectors.toSet());
        assertThat(kept).noneMatch(refused::contains);
        String last = kept.getLast();
        socket.await(update -> update.at("/data/content").asString().equals(last), "what was said last");
    }

    private static boolean isStored(Told one) {
        return one.answer().status() == 201;
    }

    /** Returns what is kept of the chat, in order. */
    private static List<String> history() {
        ApiClient reader = griot.client();
        List<String> kept = new ArrayList<>();
        String page = "/api/sessions/" + live + "/messages?limit=100";
        String before = "";
        while (before != null) {
            JsonNode answer = reader.get(page + before).json();
            List<String> some = answer.path("items")
                    .valueStream()
                    .map(message -> message.path("content").asString())
                    .toList();
            kept.addAll(0, some.reversed());
            before = answer.path("next").isNull() || answer.path("next").isMissingNode()
                    ? null
                    : "&cursor=" + answer.path("next").asString();
        }
        return kept;
    }

    /** Writers and readers who do not wait between one call and the next, except for a moment. */
    private static List<Thread> crowd(Queue<Told> told, AtomicBoolean over) {
        Stream<Thread> writers = IntStream.range(0, WRITERS).mapToObj(i -> {
            ApiClient writer = griot.client().login("writer" + i);
            return Thread.startVirtualThread(() -> {
                for (int n = 0; !over.get(); n++) {
                    String content = "%d of writer%d, %s".formatted(n, i, System.nanoTime());
                    told.add(timed(
                            "a writer",
                            content,
                            () -> writer.post("/api/sessions/" + live + "/messages", Map.of("content", content))));
                    pause();
                }
            });
        });
        Stream<Thread> readers = Stream.of(
                        "/api/sessions", "/api/sessions/" + live, "/api/sessions/" + live + "/messages")
                .map(path -> Thread.startVirtualThread(() -> {
                    while (!over.get()) {
                        told.add(timed(
                                "a reader of " + path, "", () -> griot.client().get(path)));
                        pause();
                    }
                }));
        return Stream.concat(writers, readers).toList();
    }

    private static Told timed(String what, String content, Supplier<ApiClient.Answer> call) {
        long began = System.nanoTime();
        ApiClient.Answer answer = call.get();
        return new Told(what, content, answer, System.nanoTime() - began);
    }

    private static void pause() {
        try {
            Thread.sleep(50); // The pace of who writes and reads.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static int readiness() {
        return griot.operator().get("/actuator/health/readiness").status();
    }

    private static long packets() {
        return griot.part(MediaEdge.class).statistics().packetsForwarded();
    }
}
